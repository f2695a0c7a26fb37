//! `newsstand receipts`: what readers paid outside the stand, marked by the operator.

use newsstand_members::settle::{Day, Period};
use newsstand_store::receipts::{self, Added, Kind, Receipt};
use newsstand_store::{Error, readers};
use std::path::Path;

use super::money::{begins, cents, currency, day};
use super::{Failure, Outcome, open, print_json};
use crate::cli::exit;
use crate::cli::money::{Receipts, ReceiptsAdd};
use crate::config::Config;
use crate::stand::{Stand, now};

mod table;

/// Whose word these receipts are.
const PROVIDER: &str = "manual";

/// The longest name of a receipt.
const MOST_REFERENCE: usize = 200;

/// Runs one of the commands about receipts.
pub fn run(command: &Receipts, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    let told = match command {
        Receipts::Add(add) => vec![told(add)?],
        Receipts::Import { file } => import(file)?,
    };
    let known = stand.store.read_here(receipts::payers)?;
    let receipts = told.iter().map(|told| receipt(told, &known)).collect::<Result<Vec<Receipt>, String>>()?;
    let new = keep(&stand, &receipts, &told)?;
    if json {
        print_json(&serde_json::json!({ "receipts": receipts.len(), "new": new }))?;
    } else {
        say!("{}", sentence(receipts.len(), new));
    }
    Ok(exit::OK)
}

fn sentence(told: usize, new: usize) -> String {
    match (told, new) {
        (1, 1) => "The receipt is kept.".to_owned(),
        (1, 0) => "This receipt was kept before. One more like it needs a --reference of its own.".to_owned(),
        (told, new) => format!("{new} receipts are kept; {} were there before.", told - new),
    }
}

/// A receipt as it was told, and where.
struct Told {
    place: String,
    reader: String,
    period: Period,
    cents: i64,
    currency: String,
    kind: Kind,
    reference: Option<String>,
}

impl Told {
    /// What it is called where nobody named it: told twice, it is the same.
    fn reference(&self) -> String {
        let (from, until) = (self.period.from(), self.period.until());
        self.reference.clone().unwrap_or_else(|| format!("{} {from} {until} {} {}", self.reader, self.cents, self.currency))
    }
}

fn told(add: &ReceiptsAdd) -> Result<Told, String> {
    let period = Period::new(day(&add.from)?, day(&add.until)?).map_err(|fault| format!("This cannot be: {fault}."))?;
    let kind = add.kind.parse().map_err(|_| format!("A receipt is paid, refunded or given, and not {:?}.", add.kind))?;
    let reference = add.reference.as_deref().map(str::trim).filter(|reference| !reference.is_empty());
    if reference.is_some_and(|reference| reference.len() > MOST_REFERENCE || reference.contains(char::is_control)) {
        return Err(format!("A reference is one line of at most {MOST_REFERENCE} bytes."));
    }
    Ok(Told {
        place: String::new(),
        reader: add.reader.trim().to_owned(),
        period,
        cents: cents(&add.cents)?,
        currency: currency(&add.currency)?.to_string(),
        kind,
        reference: reference.map(str::to_owned),
    })
}

fn import(file: &Path) -> Result<Vec<Told>, Failure> {
    let mut all = Vec::new();
    for (line, row) in table::read(file)? {
        let place = format!("Line {line}: ");
        let read = told(&row).map_err(|sentence| format!("{place}{sentence} Nothing was kept."))?;
        all.push(Told { place, ..read });
    }
    Ok(all)
}

/// The receipt, once its reader is found.
fn receipt(told: &Told, known: &[readers::Reader]) -> Result<Receipt, String> {
    let number = told.reader.parse::<i64>().ok();
    let mut same = known.iter().filter(|reader| Some(reader.id) == number || reader.name == told.reader);
    let reader = match (same.next(), same.next()) {
        (Some(reader), None) => reader.id,
        (None, _) => return Err(format!("{}There is no reader {:?}. Nothing was kept.", told.place, told.reader)),
        _ => {
            let sentence = "is the name of more than one reader: give the number. Nothing was kept.";
            return Err(format!("{}{:?} {sentence}", told.place, told.reader));
        }
    };
    let now = now();
    Ok(Receipt {
        reader,
        plan: None,
        kind: told.kind,
        cents: told.cents,
        currency: told.currency.clone(),
        from: begins(told.period.from()),
        until: begins(told.period.until()),
        at: now,
        noted: now,
        provider: PROVIDER.to_owned(),
        reference: told.reference(),
    })
}

/// Keeps all of them or none; answers how many are new.
fn keep(stand: &Stand, receipts: &[Receipt], told: &[Told]) -> Result<usize, Failure> {
    let ids = stand.store.ids().clone();
    let mut differs = None;
    let kept = stand.store.write_here(|tx| {
        let mut new = 0;
        for (receipt, told) in receipts.iter().zip(told) {
            match receipts::add(tx, &ids, receipt)? {
                Added::New => new += 1,
                Added::Known => {}
                Added::Differs(kept) => {
                    differs = Some(another(told, &kept));
                    return Err(Error::Unique);
                }
            }
        }
        Ok(new)
    });
    match (differs, kept) {
        (Some(sentence), _) => Err(sentence.into()),
        (None, kept) => Ok(kept?),
    }
}

fn another(told: &Told, kept: &Receipt) -> String {
    format!(
        "{}A receipt {:?} of {} {} for {} to {} is there, and it is another one. Nothing was kept.",
        told.place,
        kept.reference,
        kept.cents,
        kept.currency,
        Day::of(kept.from),
        Day::of(kept.until)
    )
}
