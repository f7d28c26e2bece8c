//! What a list stands on: whom a typed name means, and how the log's chain stands (the newest seal, and what
//! was found when it was last gone through). One query for both.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Json, Nullable, Text as SqlText, Timestamptz},
};
use serde::{Deserialize, Serialize};

use super::{filter::Filter, words};
use crate::{
    audit::chain::Chain,
    db::{Gathered, sql::statement},
    error::AppResult,
};

/// A seal, to be written down elsewhere: who could remove the newest ones couldn't remove that note.
#[derive(Clone, Debug)]
pub struct Newest {
    pub number: i64,
    pub hash: String,
    pub at: DateTime<Utc>,
}

/// What somebody found, as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub seals: i64,
    pub entries: i64,
    pub unsealed: i64,
    /// The time of the last seal that fits.
    pub until: Option<DateTime<Utc>>,
    pub hash: String,
    pub broken_at: Option<i64>,
}

impl From<&Chain> for Found {
    fn from(chain: &Chain) -> Self {
        Self {
            seals: chain.seals,
            entries: chain.entries,
            unsealed: chain.unsealed,
            until: chain.until,
            hash: hex(&chain.hash),
            broken_at: chain.broken_at,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Clone, Debug)]
pub struct Verified {
    pub at: DateTime<Utc>,
    pub by: String,
    pub found: Found,
}

/// Usernames, as entries hold them.
#[derive(Clone, Debug, Default)]
pub struct People(pub Vec<String>);

#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub people: People,
    pub newest: Option<Newest>,
    pub verified: Option<Verified>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<BigInt>)]
    seal: Option<i64>,
    #[diesel(sql_type = Nullable<SqlText>)]
    hash: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    sealed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    verified_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<SqlText>)]
    verified_by: Option<String>,
    #[diesel(sql_type = Nullable<Json>)]
    found: Option<Gathered<Found>>,
    #[diesel(sql_type = Array<SqlText>)]
    people: Vec<String>,
}

impl Standing {
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, filter: &Filter) -> AppResult<Self> {
        let person = filter.person.as_str();
        let username = if words::means_system(person) { words::SYSTEM.to_owned() } else { person.to_lowercase() };
        let row: Row = statement(
            "SELECT s.id AS seal, encode(s.hash, 'hex') AS hash, s.sealed_at,
                    v.at AS verified_at, v.actor_name AS verified_by, v.after::json AS found,
                    ARRAY(SELECT username FROM users WHERE $1 <> '' AND strpos(display_name, $1) > 0
                          UNION SELECT $2) AS people
             FROM (VALUES (1)) AS one
             LEFT JOIN LATERAL (SELECT * FROM audit_seals ORDER BY id DESC LIMIT 1) s ON true
             LEFT JOIN LATERAL (SELECT * FROM audit_entries WHERE action = 'verifyAuditLog'
                                ORDER BY at DESC, id DESC LIMIT 1) v ON true",
        )
        .bind::<SqlText, _>(person)
        .bind::<SqlText, _>(username)
        .get_result(c)?;
        let newest = row.seal.zip(row.hash).zip(row.sealed_at);
        let verified = row.verified_at.zip(row.verified_by).zip(row.found);
        Ok(Self {
            people: People(row.people),
            newest: newest.map(|((number, hash), at)| Newest { number, hash, at }),
            verified: verified.map(|((at, by), found)| Verified { at, by, found: found.0 }),
        })
    }
}
