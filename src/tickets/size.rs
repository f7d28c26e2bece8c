//! The size of a server in words: its disks, and what it is beside what it shall be (spec 2, `server-change`).

use serde::Deserialize;

use super::details::{DiskRow, ServerChangeDetails};
use crate::{
    catalogue::model::{Catalogue, Disk},
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
                label: "ticket-field-disks",
                now: own.map(|own| disks(&own)).unwrap_or_default(),
                then: if details.sets_disks() { disks(&details.disks) } else { String::new() },
            },
        ]
    }
}

/// `SSD 云盘 100 GiB`
#[must_use]
pub fn sized(catalogue: &Catalogue, lang: Lang, category: &str, size: &str) -> String {
    let name = catalogue.disk_category(category).map_or(category, |category| category.name(lang));
    match (name, size) {
        (name, "") => name.to_owned(),
        ("", size) => format!("{size} GiB"),
        (name, size) => format!("{name} {size} GiB"),
    }
}

/// `2 × SSD 云盘 500 GiB`, one after the other.
#[must_use]
pub fn listed(catalogue: &Catalogue, lang: Lang, rows: &[DiskRow]) -> String {
    let rows = rows.iter().filter(|row| !row.is_blank());
    let each = rows
        .map(|row| format!("{} \u{d7} {}", row.disk_count, sized(catalogue, lang, &row.disk_category, &row.disk_size)));
    match each.collect::<Vec<_>>().join("; ") {
        none if none.is_empty() => lang.t("ticket-disks-none"),
        some => some,
    }
}
