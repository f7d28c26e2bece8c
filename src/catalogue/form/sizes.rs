//! Disks in words.

use super::DiskRow;
use crate::{catalogue::model::Catalogue, web::i18n::Lang};

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
        none if none.is_empty() => lang.t("catalogue-disks-none"),
        some => some,
    }
}
