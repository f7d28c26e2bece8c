//! Hosts 云主机: the delivered machines that ports lead to (spec 2, "Hosts").

use std::{net::Ipv4Addr, str::FromStr};

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use diesel::{dsl::Nullable, pg::Pg, prelude::*};
use serde_json::{Value, json};

use super::{machine::Machine, register, stored::Inet};
use crate::{
    catalogue::model::Disk,
    outbox::Record,
    policy::{Action, Actor, Sector},
    schema::{applications, departments, hosts, regions},
    text::Text,
};

/// Whether a host is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostState {
    Running,
    Stopped,
    /// Returned; nothing can be mapped to it any more.
    Retired,
}

impl HostState {
    pub const ALL: [Self; 3] = [Self::Running, Self::Stopped, Self::Retired];
    pub const IN_USE: [Self; 2] = [Self::Running, Self::Stopped];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Retired => "retired",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Running => "network-host-state-running",
            Self::Stopped => "network-host-state-stopped",
            Self::Retired => "network-host-state-retired",
        }
    }

    /// The colour of its status mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Running => "ok",
            Self::Stopped => "warn",
            Self::Retired => "mute",
        }
    }
}

impl FromStr for HostState {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| "network-host-state-unknown".into())
    }
}

/// As stored.
impl TryFrom<String> for HostState {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no state of a host"))
    }
}

/// A delivered machine.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = hosts, check_for_backend(Pg))]
pub struct Host {
    pub id: i64,
    pub name: String,
    #[diesel(deserialize_as = Inet)]
    pub floating_ip: Ipv4Addr,
    pub department_id: i64,
    pub application_id: Option<i64>,
    pub region_id: i64,
    pub specification: String,
    pub source: String,
    #[diesel(deserialize_as = String)]
    pub state: HostState,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    #[diesel(deserialize_as = String)]
    pub machine: Machine,
    /// Of the catalogue, as far as it is known.
    pub instance_type: Option<String>,
    pub image: Option<String>,
    pub system_disk_category: Option<String>,
    /// GiB.
    pub system_disk_size: Option<i32>,
    /// As stored: a list of [`Disk`].
    pub data_disks: Option<Value>,
    #[diesel(select_expression = departments::name)]
    pub department: String,
    #[diesel(select_expression = departments::sector)]
    sector: Option<String>,
    #[diesel(select_expression = regions::name)]
    pub region: String,
    #[diesel(select_expression = applications::name.nullable(), select_expression_type = Nullable<applications::name>)]
    pub application: Option<String>,
}

impl Host {
    /// What can reach it, as the register of ports answers.
    #[must_use]
    pub fn reach_path(&self) -> String {
        register::reach_path(self.floating_ip)
    }

    #[must_use]
    pub fn path(&self) -> String {
        format!("/network/hosts/{}", self.id)
    }

    /// How the timeline and the audit log call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: "host", id: self.id, number: self.name.clone(), path: self.path() }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "name": self.name,
            "floating_ip": self.floating_ip,
            "department": self.department,
            "application": self.application,
            "region": self.region,
            "specification": self.specification,
            "source": self.source,
            "state": self.state.code(),
            "machine": self.machine.code(),
            "instance_type": self.instance_type,
            "image": self.image,
            "system_disk_category": self.system_disk_category,
            "system_disk_size": self.system_disk_size,
            "data_disks": self.data_disks,
        })
    }

    /// `cloud_ssd 100 GiB`, as far as it is known.
    #[must_use]
    pub fn system_disk(&self) -> String {
        let disk = self.system_disk_category.as_ref().zip(self.system_disk_size);
        disk.map(|(category, size)| format!("{category} {size} GiB")).unwrap_or_default()
    }

    /// `2 × cloud_ssd 500 GiB`, one after the other.
    #[must_use]
    pub fn data_disks_in_words(&self) -> String {
        let disks = self.data_disks.clone().and_then(|disks| serde_json::from_value::<Vec<Disk>>(disks).ok());
        disks.into_iter().flatten().map(|disk| disk.to_string()).collect::<Vec<_>>().join("; ")
    }

    #[must_use]
    pub fn may_be_managed_by(&self, who: &Actor) -> bool {
        let sector = self.sector.as_deref().and_then(|code| code.parse::<Sector>().ok());
        who.may_in(Action::ManageHosts, self.department_id, sector)
    }
}
