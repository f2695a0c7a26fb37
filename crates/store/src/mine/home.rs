//! What a reader takes home: every table with something of theirs, without what would open a door.

use crate::Error;
use crate::accounts::ReaderId;
use crate::db::{Row, Tx};

/// Most rows of a table in one file; the newest are kept.
pub const MOST: i64 = 100_000;

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    None,
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
    /// A moment, in microseconds.
    At(i64),
}

/// A table of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called in the file.
    pub name: &'static str,
    /// What its columns are called.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A table as it is read. Columns are written `name`, `name=expression`, with `#` in front of a number and `@` in front of a
/// moment.
struct Read {
    name: &'static str,
    from: &'static str,
    whose: &'static str,
    columns: &'static [&'static str],
    order: &'static str,
}

const fn read(
    name: &'static str,
    from: &'static str,
    whose: &'static str,
    columns: &'static [&'static str],
    order: &'static str,
) -> Read {
    Read { name, from, whose, columns, order }
}

const TITLED: &str = "title=(select t.name from titles t where t.id = x.title)";
const PLANNED: &str = "plan=(select p.name from plans p where p.id = x.plan)";

/// Every table that is taken home. Its name is that of the table, but for those that are read twice.
const READS: &[Read] = &[
    read("account", "readers", "id", &["#id", "name", "email", "role", "state", "@created", "@proved"], "id"),
    read("follows", "follows", "reader", &[TITLED, "#folder", "#place", "@since"], "place"),
    read("folders", "folders", "reader", &["#id", "#parent", "name", "#place"], "id"),
    read(
        "marks",
        "marks",
        "reader",
        &[
            TITLED,
            "#article",
            "headline=(select a.headline from articles a where a.id = x.article)",
            "address=(select a.address from articles a where a.id = x.article)",
            "@read",
            "@saved",
        ],
        "title, address_key",
    ),
    read("picks", "picks", "editor", &["#story", "line", "@since", "@until"], "story"),
    read("mutes", "mutes", "reader", &["kind", "value", "label", "@since", "@until"], "id"),
    read("interests", "interests", "reader", &["kind", "value", "label", "#weight", "@since"], "kind, value"),
    read(
        "readings",
        "readings",
        "reader",
        &["#article", "headline=(select a.headline from articles a where a.id = x.article)", "@opened", "#seconds"],
        "opened desc",
    ),
    read("choices", "choices", "reader", &["name", "value"], "name"),
    read("credentials", "credentials", "reader", &["kind", "label", "@created", "@used", "@revoked"], "id"),
    read("sessions", "sessions", "reader", &["@created", "@seen", "@until", "@revoked", "agent"], "id"),
    read("invitations", "one_time", "reader", &["purpose", "role", "@created", "@until", "@used"], "id"),
    read(
        "letter_links",
        "letter_links",
        "reader",
        &["purpose", "email", "@created", "@until=until_at", "@used"],
        "id",
    ),
    read("letters", "letters", "reader", &["address", "kind", "subject", "@made", "@sent"], "id"),
    read(
        "membership",
        "memberships",
        "reader",
        &[
            PLANNED,
            "@tried_from",
            "@tried_until",
            "@paid",
            "@given",
            "@failed",
            "#goes_on=will",
            "state=recorded",
            "@until=recorded_until",
            "provider",
            "customer",
            "subscription",
            "#periods",
        ],
        "reader",
    ),
    read(
        "membership_moves",
        "membership_moves",
        "reader",
        &["@at", "@noted", "event", "from_state", "@from_until", "to_state", "@to_until", "cause"],
        "id",
    ),
    read("reminders", "reminders", "reader", &["kind", "@at", "@told"], "at, kind"),
    read(
        "redemptions",
        "redemptions",
        "reader",
        &["code=(select c.code from coupons c where c.id = x.coupon)", "@at"],
        "at",
    ),
    read(
        "gifts_given",
        "gifts",
        "giver",
        &["period", "#periods", "#cents", "currency", "@created", "@used_at"],
        "id",
    ),
    read("gifts_used", "gifts", "used_by", &["period", "#periods", "@used_at"], "id"),
    read("household", "households", "reader", &["#payer", "@since"], "reader"),
    read("household_of_mine", "households", "payer", &["#reader", "@since"], "reader"),
    read("household_links", "household_links", "payer", &["@created", "@until=until_at"], "id"),
    read(
        "institutions",
        "institution_readers",
        "reader",
        &["name=(select i.name from institutions i where i.id = x.institution)", "@since", "@seen"],
        "institution, seat",
    ),
    read(
        "orders",
        "orders",
        "reader",
        &["what", PLANNED, "#article", "#periods", "#cents", "currency", "provider", "reference", "@created", "@paid", "back"],
        "id",
    ),
    read("payers", "payers", "reader", &["provider", "customer"], "provider, customer"),
    read("bought", "bought", "reader", &[TITLED, "@at", "reference"], "at, title"),
    read(
        "publishers",
        "publisher_people",
        "reader",
        &["name=(select p.name from publishers p where p.id = x.publisher)", "@since"],
        "publisher",
    ),
    read("corrections", "corrections", "reader", &[TITLED, "@at", "asked", "answer", "@answered"], "id"),
    read("corrections_answered", "corrections", "answered_by", &[TITLED, "answer", "@answered"], "id"),
    read("done", "audit_log", "reader", &["@at", "act", "what"], "at desc, id desc"),
    read("done_to_me", "audit_log", "other", &["@at", "act", "what"], "at desc, id desc"),
    read(
        "receipts",
        "receipts",
        "reader",
        &[PLANNED, "kind", "#cents", "currency", "@from=from_at", "@until=until_at", "@at", "provider", "reference"],
        "id",
    ),
    read(
        "reads",
        "reads",
        "reader",
        &[TITLED, "#article", "#day", "@opened", "#seconds", "section"],
        "day desc, title, address_key",
    ),
];

/// Which columns are taken home, for a comparison with all that there are.
#[cfg(test)]
fn taken(table: &str, column: &str) -> bool {
    READS.iter().any(|read| read.from == table && read.whose == column)
}

/// Reads all of it, each table bounded by [`MOST`].
pub fn take_home(tx: &mut Tx<'_>, reader: ReaderId) -> Result<Vec<Part>, Error> {
    READS.iter().map(|read| part(tx, read, reader)).collect()
}

fn part(tx: &mut Tx<'_>, read: &Read, reader: ReaderId) -> Result<Part, Error> {
    let columns: Vec<Column> = read.columns.iter().map(|text| Column::of(text)).collect();
    let selected = columns.iter().map(|column| column.from.clone()).collect::<Vec<_>>().join(", ");
    let Read { from, whose, order, .. } = read;
    let sql = format!("select {selected} from {from} x where x.{whose} = ?1 order by {order} limit {MOST}");
    let rows = tx.rows(&sql, &[reader.into()], |row| {
        columns.iter().enumerate().map(|(at, column)| column.cell(row, at)).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Part { name: read.name, columns: columns.iter().map(|column| column.name).collect(), rows })
}

#[derive(Clone, Copy)]
enum Kind {
    Int,
    Text,
    At,
}

struct Column {
    name: &'static str,
    from: String,
    kind: Kind,
}

impl Column {
    fn of(text: &'static str) -> Self {
        let (kind, text) = match (text.strip_prefix('#'), text.strip_prefix('@')) {
            (Some(rest), _) => (Kind::Int, rest),
            (_, Some(rest)) => (Kind::At, rest),
            _ => (Kind::Text, text),
        };
        let (name, from) = text.split_once('=').unwrap_or((text, text));
        let from = if from.starts_with('(') { from.to_owned() } else { format!("x.{from}") };
        Self { name, from, kind }
    }

    fn cell(&self, row: &Row<'_>, at: usize) -> Result<Cell, Error> {
        let cell = match self.kind {
            Kind::Int => row.opt_int(at)?.map(Cell::Int),
            Kind::At => row.opt_int(at)?.map(Cell::At),
            Kind::Text => row.opt_string(at)?.map(Cell::Text),
        };
        Ok(cell.unwrap_or(Cell::None))
    }
}

#[cfg(test)]
mod tests {
    use super::super::PLACES;
    use super::*;

    #[test]
    fn whatever_has_a_readers_number_is_taken_home() {
        let missing: Vec<_> = PLACES.iter().filter(|place| !taken(place.table, place.column)).collect();
        // Whoever stands for an institution is nobody.
        assert_eq!(missing.iter().map(|place| place.table).collect::<Vec<_>>(), ["institutions"]);
    }
}
