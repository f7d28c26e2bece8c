//! Pool addresses as their keepers see them (spec 0, "Words": internet IP, extranet IP).

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{dsl::Nullable, pg::Pg, prelude::*};
use serde_json::{Value, json};

use super::{line::Line, pool::Pool, stored::Inet};
use crate::{
    outbox::Record,
    schema::{departments, pool_ips},
};

/// An address of a pool.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = pool_ips, check_for_backend(Pg))]
pub struct PoolAddress {
    pub id: i64,
    #[diesel(deserialize_as = Inet)]
    pub address: Ipv4Addr,
    #[diesel(deserialize_as = String)]
    pub line: Line,
    /// None while nobody has it.
    pub department_id: Option<i64>,
    pub note: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    /// Given to nobody any more.
    pub retired_at: Option<DateTime<Utc>>,
    #[diesel(select_expression = departments::name.nullable(), select_expression_type = Nullable<departments::name>)]
    pub department: Option<String>,
}

impl PoolAddress {
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.pool().words().path, self.address)
    }

    #[must_use]
    pub const fn pool(&self) -> Pool {
        self.line.pool()
    }

    /// The kind of ticket that maps ports on it, as in addresses.
    #[must_use]
    pub const fn mapping_kind(&self) -> &'static str {
        match self.pool() {
            Pool::Internet => "internet-mapping",
            Pool::Extranet => "extranet-mapping",
        }
    }

    /// How the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { path: self.path(), ..record_of(self.id, self.address) }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "address": self.address,
            "line": self.line.code(),
            "department": self.department,
            "note": self.note,
            "retired_at": self.retired_at,
        })
    }
}

/// Its page, whichever pool it is of: the page leads on.
#[must_use]
pub fn path_of(address: Ipv4Addr) -> String {
    format!("/network/internet-ips/{address}")
}

#[must_use]
pub fn record_of(id: i64, address: Ipv4Addr) -> Record {
    Record { kind: "pool_ip", id, number: address.to_string(), path: path_of(address) }
}
