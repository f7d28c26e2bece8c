//! The size of a server in words: its disks, and what it is beside what it shall be (spec 2, `server-change`).

use serde::Deserialize;

use super::details::{DiskRow, ServerChangeDetails};
use crate::{
    catalogue::{
        form::{listed, sized},
        model::{Catalogue, Disk},
    },
    network::machine::Known,
    web::i18n::Lang,
};

/// What of a server can become different; nothing where it isn't known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct ServerSize {
    pub specification: String,
    system_disk_category: Option<String>,
    /// GiB.
    system_disk_size: Option<u32>,
    data_disks: Option<Vec<Disk>>,
}

/// A part of it: as it is or was, and as it shall be; empty where it stays.
pub struct Compared {
    pub label: &'static str,
    pub now: String,
    pub then: String,
}

impl From<&Known> for ServerSize {
    fn from(host: &Known) -> Self {
        Self {
            specification: host.specification.clone(),
            system_disk_category: host.system_disk_category.clone(),
            system_disk_size: host.system_disk_size,
            data_disks: host.data_disks.clone(),
        }
    }
}

impl ServerSize {
    /// Part by part beside what `details` ask for.
    #[must_use]
    pub fn compare(&self, details: &ServerChangeDetails, catalogue: &Catalogue, lang: Lang) -> [Compared; 3] {
        let then = if details.instance_type.is_empty() { &details.specification } else { &details.instance_type };
        let category = self.system_disk_category.as_deref().unwrap_or_default();
        let size = self.system_disk_size.map(|size| size.to_string()).unwrap_or_default();
        let disks = |rows: &[DiskRow]| listed(catalogue, lang, rows);
        let own = self.data_disks.clone().map(|own| own.into_iter().map(DiskRow::from).collect::<Vec<_>>());
        [
            Compared { label: "ticket-compare-specification", now: self.specification.clone(), then: then.clone() },
            Compared {
                label: "ticket-compare-system-disk",
                now: sized(catalogue, lang, category, &size),
                then: sized(catalogue, lang, &details.system_disk_category, &details.system_disk_size),
            },
            Compared {
                label: "catalogue-field-disks",
                now: own.map(|own| disks(&own)).unwrap_or_default(),
                then: if details.sets_disks() { disks(&details.disks) } else { String::new() },
            },
        ]
    }
}
