//! A VPC with the vSwitches in it.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*, sql_types::BigInt};
use ipnet::IpNet;
use serde_json::{Value, json};

use crate::{
    db::sql::{Sql, fragment},
    outbox::Record,
    policy::{Action, Actor, Sector},
    schema::{departments, regions, vpcs, vswitches},
};

/// What the timeline and the audit log call a VPC.
pub const RECORD_KIND: &str = "vpc";

/// A network of a department in a region.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = vpcs, check_for_backend(Pg))]
pub struct Vpc {
    pub id: i64,
    pub name: String,
    pub cidr: IpNet,
    pub department_id: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
    pub version: i32,
    #[diesel(select_expression = departments::name)]
    pub department: String,
    #[diesel(select_expression = departments::sector)]
    sector: Option<String>,
    #[diesel(select_expression = regions::name)]
    pub region: String,
    /// vSwitches in use.
    #[diesel(select_expression = open_vswitches(), select_expression_type = Sql<'static, BigInt>)]
    pub vswitches: i64,
}

fn open_vswitches() -> Sql<'static, BigInt> {
    fragment("(SELECT count(*) FROM vswitches s WHERE s.vpc_id = vpcs.id AND s.retired_at IS NULL)")
}

/// A part of a VPC.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = vswitches, check_for_backend(Pg))]
pub struct Vswitch {
    pub id: i64,
    pub name: String,
    pub cidr: IpNet,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
}

/// Colour, code and name of its state.
type State = (&'static str, &'static str, &'static str);

const fn state(is_retired: bool) -> State {
    if is_retired { ("mute", "retired", "network-vpc-state-retired") } else { ("ok", "open", "network-vpc-state-open") }
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/network/vpcs/{id}")
}

impl Vpc {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    #[must_use]
    pub const fn state(&self) -> State {
        state(self.retired_at.is_some())
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "name": self.name,
            "cidr": self.cidr,
            "department": self.department,
            "region": self.region,
            "retired_at": self.retired_at,
        })
    }

    #[must_use]
    pub fn may_be_managed_by(&self, who: &Actor) -> bool {
        let sector = self.sector.as_deref().and_then(|code| code.parse::<Sector>().ok());
        who.may_in(Action::ManageHosts, self.department_id, sector)
    }
}

impl Vswitch {
    #[must_use]
    pub const fn state(&self) -> State {
        state(self.retired_at.is_some())
    }

    #[must_use]
    pub fn facts(&self) -> Value {
        json!({ "vswitch": self.name, "cidr": self.cidr, "retired_at": self.retired_at })
    }
}
