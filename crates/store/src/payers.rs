//! Who the customers of payment providers are.

use crate::Error;
use crate::accounts::ReaderId;
use crate::db::Tx;

/// Whose customer that is, once anybody has said it; `reader` says it where it is known. Until this transaction ends, others that
/// ask for this customer wait.
pub fn who(tx: &mut Tx<'_>, provider: &str, customer: &str, reader: Option<ReaderId>) -> Result<Option<ReaderId>, Error> {
    let sql = "insert into payers (provider, customer, reader) values (?1, ?2, ?3)
               on conflict (provider, customer) do update set reader = coalesce(payers.reader, excluded.reader)
               returning reader";
    Ok(tx.first(sql, &[provider.into(), customer.into(), reader.into()], |row| row.opt_int(0))?.flatten())
}
