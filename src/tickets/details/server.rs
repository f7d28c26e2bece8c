//! Spec 2, "Servers": `server-create`, `server-change`, `server-recycle`.

use serde::{Deserialize, Serialize};

use super::Wish;
pub use crate::catalogue::form::DiskRow;
use crate::catalogue::form::Ecs;

/// Machines that are to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerCreateDetails {
    /// The number of the resource request whose machines they are; empty outside of requests.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request: String,
    /// `vm` or `physical`.
    pub machine: String,
    /// Its id.
    pub region: String,
    /// Of the catalogue, `ecs.g6.large`; a physical machine has none.
    pub instance_type: String,
    /// Of a physical machine, in words.
    pub specification: String,
    pub image: String,
    pub system_disk_category: String,
    /// GiB.
    pub system_disk_size: String,
    pub disks: Vec<DiskRow>,
    /// Their ids.
    pub vpc: String,
    pub vswitch: String,
    pub instance_name: String,
    pub quantity: String,
    pub remarks: String,
}

/// A host that is to be of another size.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerChangeDetails {
    pub floating_ip: String,
    /// What it shall be; empty where it stays.
    pub instance_type: String,
    /// The same of a physical machine, in words.
    pub specification: String,
    pub system_disk_category: String,
    /// GiB.
    pub system_disk_size: String,
    /// `keep` or `set`.
    pub data_disks: String,
    /// All it shall have, where they are set.
    pub disks: Vec<DiskRow>,
    /// In Shanghai, as `2026-12-01T22:00`.
    pub window_from: String,
    pub window_until: String,
    pub remarks: String,
}

/// Hosts that are to go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerRecycleDetails {
    pub floating_ips: String,
    /// As `2026-12-01`.
    pub recycle_date: String,
    /// `on` or nothing.
    pub backup_confirmed: String,
    pub remarks: String,
}

/// `machine`
pub const VM: &str = "vm";
pub const PHYSICAL: &str = "physical";

/// `data_disks`
pub const KEEP: &str = "keep";
pub const SET: &str = "set";

impl ServerCreateDetails {
    pub(super) fn search_text(&self) -> String {
        words([&self.instance_name, &self.asked().to_owned(), &self.request], " ")
    }

    pub(super) fn wish(&self) -> Wish {
        let over = if self.quantity.is_empty() { String::new() } else { format!("\u{d7}{}", self.quantity) };
        Wish { from: self.instance_name.clone(), to: self.asked().to_owned(), over }
    }

    /// What is of the catalogue.
    #[must_use]
    pub fn ecs(&self) -> Ecs<'_> {
        Ecs {
            region: &self.region,
            vpc: &self.vpc,
            vswitch: &self.vswitch,
            instance_name: &self.instance_name,
            instance_type: &self.instance_type,
            image: &self.image,
            system_disk_category: &self.system_disk_category,
            system_disk_size: &self.system_disk_size,
            disks: &self.disks,
            quantity: &self.quantity,
        }
    }

    #[must_use]
    pub fn is_physical(&self) -> bool {
        self.machine == PHYSICAL
    }

    /// What each of them is, in words.
    #[must_use]
    pub fn asked(&self) -> &str {
        if self.is_physical() { &self.specification } else { &self.instance_type }
    }
}

impl ServerChangeDetails {
    pub(super) fn search_text(&self) -> String {
        words([&self.floating_ip, &self.instance_type, &self.specification], " ")
    }

    pub(super) fn wish(&self) -> Wish {
        let system_disk = sized(&self.system_disk_category, &self.system_disk_size);
        let disks = self.disks.iter().filter(|_| self.sets_disks()).map(DiskRow::in_words);
        let disks = disks.collect::<Vec<_>>().join("; ");
        let to = words([&self.instance_type, &self.specification, &system_disk, &disks], "; ");
        Wish { from: self.floating_ip.clone(), to, over: String::new() }
    }

    #[must_use]
    pub fn sets_disks(&self) -> bool {
        self.data_disks == SET
    }
}

impl ServerRecycleDetails {
    pub(super) fn search_text(&self) -> String {
        self.floating_ips.replace(';', " ")
    }

    pub(super) fn wish(&self) -> Wish {
        Wish { from: self.floating_ips.clone(), to: self.recycle_date.clone(), over: String::new() }
    }
}

fn sized(category: &str, size: &str) -> String {
    match (category, size) {
        ("", "") => String::new(),
        (category, size) => format!("{category} {size} GiB"),
    }
}

fn words<const N: usize>(words: [&String; N], between: &str) -> String {
    words.into_iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(between)
}
