//! Rows within a row: what a query gathers as JSON, read at once into what it means.

use diesel::{
    deserialize::{self, FromSql, Queryable},
    pg::{Pg, PgValue},
    sql_types::Json,
};
use serde::de::DeserializeOwned;

/// A column made by `json_agg` or `json_build_object`. Not `jsonb`, which costs the database a detour.
#[derive(Clone, Debug)]
pub struct Gathered<T>(pub T);

impl<T: DeserializeOwned> FromSql<Json, Pg> for Gathered<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}

impl<T: DeserializeOwned> Queryable<Json, Pg> for Gathered<T> {
    type Row = Self;

    fn build(gathered: Self) -> deserialize::Result<Self> {
        Ok(gathered)
    }
}

impl<T> Gathered<T> {
    /// What was gathered; nothing where there was nothing to gather.
    pub fn or_none(gathered: Option<Self>) -> T
    where
        T: Default,
    {
        gathered.map(|gathered| gathered.0).unwrap_or_default()
    }
}
