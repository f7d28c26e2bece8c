//! What a machine is made of, and what tickets do to machines (spec 2, "Servers").

use std::{net::Ipv4Addr, str::FromStr};

use anyhow::anyhow;
use serde::Deserialize;

use crate::{
    catalogue::{
        form::Ecs,
        model::{Disk, SystemDisk, parse_number},
    },
    text::Text,
};

/// Whether it is one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Machine {
    Vm,
    Physical,
}

impl Machine {
    pub const ALL: [Self; 2] = [Self::Vm, Self::Physical];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vm => "vm",
            Self::Physical => "physical",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Vm => "network-machine-vm",
            Self::Physical => "network-machine-physical",
        }
    }
}

impl FromStr for Machine {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|machine| machine.code() == code).ok_or_else(|| "network-machine-unknown".into())
    }
}

/// As stored.
impl TryFrom<String> for Machine {
    type Error = anyhow::Error;

    fn try_from(code: String) -> anyhow::Result<Self> {
        code.parse().map_err(|_| anyhow!("stored code {code:?} is no machine"))
    }
}

/// What a ticket is about to do to a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    Change,
    Recycle,
}

impl Plan {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Recycle => "recycle",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Change => "network-plan-change",
            Self::Recycle => "network-plan-recycle",
        }
    }
}

/// What machines of one ticket have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    pub machine: Machine,
    pub region: i64,
    pub image: Option<String>,
    pub system_disk: Option<SystemDisk>,
    pub data_disks: Option<Vec<Disk>>,
    pub vswitch: Option<i64>,
}

impl Build {
    /// A cloud server as its form let it through; else the field that means nothing.
    ///
    /// # Errors
    /// The name of a field.
    pub fn of(ecs: &Ecs<'_>) -> Result<Self, &'static str> {
        let number = |typed: &str, field| parse_number(typed).ok_or(field);
        let disks = ecs.disks.iter().filter(|row| !row.is_blank()).map(|row| {
            let (size, count) = (number(&row.disk_size, "disk_size")?, number(&row.disk_count, "disk_count")?);
            Ok::<_, &'static str>(Disk { category: row.disk_category.clone(), size, count })
        });
        Ok(Self {
            machine: Machine::Vm,
            region: ecs.region.parse().map_err(|_| "region")?,
            image: Some(ecs.image.to_owned()),
            system_disk: Some(SystemDisk {
                category: ecs.system_disk_category.to_owned(),
                size: number(ecs.system_disk_size, "system_disk_size")?,
            }),
            data_disks: Some(disks.collect::<Result<_, _>>()?),
            vswitch: Some(ecs.vswitch.parse().map_err(|_| "vswitch")?),
        })
    }
}

/// One that was made, as its operator tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    pub name: String,
    pub floating_ip: Ipv4Addr,
    /// As delivered: a type of the catalogue, or words.
    pub specification: String,
}

/// What becomes different of a host; nothing where it stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resize {
    pub instance_type: Option<String>,
    /// Of a physical machine.
    pub specification: Option<String>,
    pub system_disk_category: Option<String>,
    /// GiB.
    pub system_disk_size: Option<u32>,
    pub data_disks: Option<Vec<Disk>>,
}

/// A host as the forms of tickets know it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Known {
    pub name: String,
    pub floating_ip: Ipv4Addr,
    pub application: Option<String>,
    pub machine: Machine,
    pub specification: String,
    pub instance_type: Option<String>,
    pub system_disk_category: Option<String>,
    pub system_disk_size: Option<u32>,
    /// Nothing where they aren't known.
    pub data_disks: Option<Vec<Disk>>,
    pub planned: Option<Planned>,
}

/// Which ticket has a plan for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Planned {
    pub ticket_id: i64,
    pub plan: Plan,
    /// Unless it is another department's.
    pub number: Option<String>,
    pub filer: String,
}

impl Known {
    /// Why another ticket can't have a plan for it.
    #[must_use]
    pub fn is_in_the_way(&self, own_ticket: Option<i64>) -> Option<Text> {
        let planned = self.planned.as_ref().filter(|planned| Some(planned.ticket_id) != own_ticket)?;
        Some(planned.says(self.floating_ip))
    }
}

impl Planned {
    #[must_use]
    pub fn says(&self, host: Ipv4Addr) -> Text {
        let text = match &self.number {
            Some(number) => Text::new("network-host-planned").with("ticket", number.as_str()),
            None => Text::new("network-host-planned-by-others"),
        };
        let plan = Text::new(self.plan.label());
        text.with("address", host.to_string()).with("plan", plan).with("filer", self.filer.as_str())
    }
}
