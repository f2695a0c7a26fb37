//! Connections to PostgreSQL, and how our values travel over its wire.

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, Kind, ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::time::Duration;

use super::tx::{Bind, Conn};
use crate::Error;

/// Statements kept prepared per connection; the texts are few because batches come in fixed sizes.
const STATEMENTS: usize = 256;
/// Longest a statement may run.
const STATEMENT_MS: u32 = 60_000;

pub(super) struct PgConn {
    pub(super) client: Client,
    prepared: HashMap<String, Statement>,
}

pub(super) fn connect(url: &str) -> Result<Conn, Error> {
    let mut config: Config = url.parse().map_err(|e| Error::Other(format!("the database address is not understood: {e}")))?;
    config.connect_timeout(Duration::from_secs(5)).application_name("newsstand");
    let mut client = config.connect(NoTls).map_err(|e| Error::Unreachable(Error::pg_words(&e)))?;
    client.batch_execute(&format!("set statement_timeout = {STATEMENT_MS}; set client_min_messages = warning"))?;
    Ok(Conn::Pg(Box::new(PgConn { client, prepared: HashMap::new() })))
}

impl PgConn {
    pub(super) fn prepare(&mut self, sql: &str) -> Result<Statement, Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        if self.prepared.len() >= STATEMENTS {
            self.prepared.clear();
        }
        let statement = self.client.prepare(&sql.replace('?', "$"))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn base(ty: &Type) -> &Type {
    match ty.kind() {
        Kind::Domain(inner) => base(inner),
        _ => ty,
    }
}

impl ToSql for Bind<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, base(ty)) {
            (Bind::Null, _) => return Ok(IsNull::Yes),
            (Bind::Int(value), &Type::INT8) => out.extend_from_slice(&value.to_be_bytes()),
            (Bind::Int(value), &Type::INT4) => out.extend_from_slice(&i32::try_from(*value)?.to_be_bytes()),
            (Bind::Text(value), &Type::TEXT | &Type::VARCHAR | &Type::UNKNOWN) => out.extend_from_slice(value.as_bytes()),
            (Bind::Bytes(value), &Type::BYTEA) => out.extend_from_slice(value),
            (_, ty) => return Err(format!("a value of another kind was bound where {ty} is wanted").into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        self.to_sql(ty, out)
    }
}

/// A value as the wire carries it, whatever its declared type.
pub(super) struct Raw<'a>(pub(super) Option<&'a [u8]>);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(Some(raw)))
    }
    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(None))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}
