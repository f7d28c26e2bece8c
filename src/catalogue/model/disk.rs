//! Disks: how fast, how large, how many.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::in_language;
use crate::{text::Text, web::i18n::Lang};

/// How fast a disk is, and how large it may be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DiskCategory {
    /// `cloud_essd_pl1`
    pub code: String,
    name: String,
    name_en: String,
    pub system: Sizes,
    pub data: Sizes,
    pub retired_at: Option<DateTime<Utc>>,
}

/// GiB, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Sizes {
    pub least: u32,
    pub most: u32,
}

/// Data disks of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    pub category: String,
    /// GiB.
    pub size: u32,
    pub count: u32,
}

impl DiskCategory {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        in_language(lang, &self.name, &self.name_en)
    }
}

impl Sizes {
    /// # Errors
    /// How large it may be, for what isn't in between.
    pub fn take(self, size: Option<u32>) -> Result<u32, Text> {
        let fits = size.filter(|size| (self.least..=self.most).contains(size));
        fits.ok_or_else(|| Text::new("catalogue-disk-size").with("least", self.least).with("most", self.most))
    }
}

/// `2 × cloud_ssd 500 GiB`
impl fmt::Display for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { category, size, count } = self;
        write!(f, "{count} \u{d7} {category} {size} GiB")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_lies_between_both_ends() {
        let sizes = Sizes { least: 40, most: 500 };
        assert_eq!([Some(40), Some(500)].map(|size| sizes.take(size).is_ok()), [true, true]);
        for size in [None, Some(0), Some(39), Some(501)] {
            assert_eq!(sizes.take(size).unwrap_err().key, "catalogue-disk-size", "{size:?}");
        }
    }
}
