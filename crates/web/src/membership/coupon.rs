//! A coupon that somebody typed beside a plan: looked up, not redeemed.

use newsstand_members::plan::{Coupon, NotRedeemed, Price, code_folded};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::{Error, Tx, coupons, coupons_desk};

use super::codes::coupon_rule;

/// A coupon with its number, or why it does nothing.
pub type Found = Result<(i64, Coupon), NotRedeemed>;

/// The coupon of a code, however it is typed, with its number; none where there is none such. The inner error says why it does
/// nothing for this plan's price, or for this reader, where one is signed in.
///
/// # Errors
/// The store's.
pub fn lookup(tx: &mut Tx<'_>, code: &str, price: Price, reader: Option<ReaderId>, now: Moment) -> Result<Option<Found>, Error> {
    let folded = code_folded(code).unwrap_or_default();
    let Some(kept) = coupons::by_code(tx, &folded)?.filter(|kept| kept.ended.is_none()) else { return Ok(None) };
    let Some(rule) = coupon_rule(&kept) else { return Ok(None) };
    let again = match reader {
        Some(reader) => coupons_desk::has_redeemed(tx, kept.id, reader)?,
        None => false,
    };
    let used = u32::try_from(kept.used).unwrap_or(u32::MAX);
    Ok(Some(rule.redeem(price, used, again, now).map(|()| (kept.id, rule))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::plan::{Currency, Cut};
    use newsstand_store::{Location, Store};

    const NOW: Moment = Moment::from_seconds(1_768_804_800);

    fn euros(cents: i64) -> Price {
        Price::new(cents, Currency::new("EUR").expect("a currency")).expect("a price")
    }

    #[test]
    fn a_code_is_found_however_it_is_typed_and_refused_with_its_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Location::Sqlite(folder.path().join("stand.db"))).expect("opens");
        let coupon = coupons::Coupon {
            id: 0,
            code: "SPRING2027".into(),
            percent: None,
            cents: Some(200),
            currency: Some("EUR".into()),
            periods: Some(3),
            until: None,
            uses: Some(1),
            used: 0,
            ended: None,
        };
        let id = store.write_here(|tx| coupons::add(tx, store.ids(), &coupon, NOW)).expect("added");
        let find = |code: &str, price, reader| store.read_here(|tx| lookup(tx, code, price, reader, NOW)).expect("reads");
        for typed in ["SPRING2027", " spring 2027 ", "Spring-2027"] {
            let (found, rule) = find(typed, euros(800), None).expect("there").expect("holds");
            assert_eq!(
                (found, rule.cut, rule.price(euros(800), 0)),
                (id, Cut::Cents(euros(200)), Ok(euros(600))),
                "{typed}"
            );
        }
        assert_eq!((find("SPRING", euros(800), None), find("", euros(800), None)), (None, None));
        let yen = Price::new(800, Currency::new("JPY").expect("a currency")).expect("a price");
        assert_eq!(find("spring2027", yen, None), Some(Err(NotRedeemed::Currency)));
        store.write_here(|tx| coupons::redeem(tx, id, 5, NOW)).expect("redeemed");
        assert_eq!(find("spring2027", euros(800), Some(5)), Some(Err(NotRedeemed::Again)));
        assert_eq!(find("spring2027", euros(800), Some(6)), Some(Err(NotRedeemed::Used)));
        store.write_here(|tx| coupons::end(tx, id, NOW)).expect("ended");
        assert_eq!(find("spring2027", euros(800), Some(6)), None, "what was ended is not there");
    }
}
