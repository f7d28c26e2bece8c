//! The entries of the catalogue, and what a machine made of them looks like.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    text::Text,
    web::{form::half_width, i18n::Lang},
};

mod disk;

pub use disk::{Disk, DiskCategory, Sizes};

/// Where a machine can be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Region {
    pub id: i64,
    pub name: String,
    pub retired_at: Option<DateTime<Utc>>,
}

/// A family and a size of ECS.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct InstanceType {
    /// `ecs.g6.large`
    pub code: String,
    /// `g6`
    pub family: String,
    pub vcpus: u32,
    /// GiB.
    pub memory: u32,
    /// GiB.
    pub memory_per_vcpu: u32,
    pub retired_at: Option<DateTime<Utc>>,
}

/// A system with its version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Image {
    /// `anolis-8`
    pub code: String,
    name: String,
    name_en: String,
    /// GiB that a system disk must have for it.
    pub least_disk: u32,
    pub retired_at: Option<DateTime<Utc>>,
}

/// A department's network in a region.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Vpc {
    pub id: i64,
    pub region_id: i64,
    pub name: String,
    pub cidr: String,
    pub retired_at: Option<DateTime<Utc>>,
}

/// A part of a VPC.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Vswitch {
    pub id: i64,
    pub vpc_id: i64,
    pub name: String,
    pub cidr: String,
    pub retired_at: Option<DateTime<Utc>>,
}

/// What a product beside servers and disks can be had as: an engine, an edition, a specification, a redundancy …
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ProductOption {
    /// `rds_engine`, `rds_edition`, `rds_specification`, `oss_redundancy`, `slb_specification`, `acs_masters`.
    pub kind: String,
    /// `mysql-8.0`
    pub code: String,
    name: String,
    name_en: String,
    /// Of a database's specification.
    pub vcpus: Option<u32>,
    /// The same, GiB.
    pub memory: Option<u32>,
    pub retired_at: Option<DateTime<Utc>>,
}

/// All that one department can have, retired entries included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Catalogue {
    pub regions: Vec<Region>,
    pub instance_types: Vec<InstanceType>,
    pub images: Vec<Image>,
    pub disk_categories: Vec<DiskCategory>,
    pub options: Vec<ProductOption>,
    pub vpcs: Vec<Vpc>,
    pub vswitches: Vec<Vswitch>,
}

/// Something that can be retired.
pub trait Entry {
    fn is_retired(&self) -> bool;
}

macro_rules! entries {
    ($($kind:ty),*) => {$(
        impl Entry for $kind {
            fn is_retired(&self) -> bool {
                self.retired_at.is_some()
            }
        }
    )*};
}
entries!(Region, InstanceType, Image, DiskCategory, ProductOption, Vpc, Vswitch);

impl Catalogue {
    #[must_use]
    pub fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|it| it.id.to_string() == id)
    }

    #[must_use]
    pub fn instance_type(&self, code: &str) -> Option<&InstanceType> {
        self.instance_types.iter().find(|it| it.code == code)
    }

    #[must_use]
    pub fn image(&self, code: &str) -> Option<&Image> {
        self.images.iter().find(|it| it.code == code)
    }

    #[must_use]
    pub fn disk_category(&self, code: &str) -> Option<&DiskCategory> {
        self.disk_categories.iter().find(|it| it.code == code)
    }

    /// What one kind of option offers, in its order, retired entries included.
    pub fn options(&self, kind: &str) -> impl Iterator<Item = &ProductOption> {
        self.options.iter().filter(move |it| it.kind == kind)
    }

    #[must_use]
    pub fn vpc(&self, id: &str) -> Option<&Vpc> {
        self.vpcs.iter().find(|it| it.id.to_string() == id)
    }

    #[must_use]
    pub fn vswitch(&self, id: &str) -> Option<&Vswitch> {
        self.vswitches.iter().find(|it| it.id.to_string() == id)
    }
}

impl InstanceType {
    /// `ecs.g6.large（2 vCPU，8 GiB）`
    #[must_use]
    pub fn label(&self) -> Text {
        let text = Text::new("catalogue-instance-type").with("code", self.code.as_str());
        text.with("vcpus", self.vcpus).with("memory", self.memory)
    }
}

impl Image {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        in_language(lang, &self.name, &self.name_en)
    }
}

impl ProductOption {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        in_language(lang, &self.name, &self.name_en)
    }
}

impl Vpc {
    /// `生产网（10.20.0.0/16）`
    #[must_use]
    pub fn label(&self) -> Text {
        Text::new("catalogue-network").with("name", self.name.as_str()).with("cidr", self.cidr.as_str())
    }
}

impl Vswitch {
    #[must_use]
    pub fn label(&self) -> Text {
        Text::new("catalogue-network").with("name", self.name.as_str()).with("cidr", self.cidr.as_str())
    }
}

fn in_language<'a>(lang: Lang, chinese: &'a str, english: &'a str) -> &'a str {
    match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    }
}

/// Characters of the name of an instance, at least and at most.
pub const NAME: (usize, usize) = (2, 128);

/// The name of an instance, a VPC or a vSwitch: letters of any script, digits and `: _ . -`, beginning with a letter.
///
/// # Errors
/// What it may not be.
pub fn parse_name(typed: &str) -> Result<String, Text> {
    let name: String = typed.trim().chars().map(half_width).collect();
    let (least, most) = NAME;
    let length = name.chars().count();
    let is_sound = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '.' | '-');
    if length == 0 {
        Err("catalogue-name-missing".into())
    } else if !(least..=most).contains(&length) {
        Err(Text::new("catalogue-name-length").with("count", length).with("least", least).with("most", most))
    } else if !name.starts_with(char::is_alphabetic) {
        Err("catalogue-name-begins-with-letter".into())
    } else if name.to_lowercase().starts_with("http://") || name.to_lowercase().starts_with("https://") {
        Err("catalogue-name-is-no-address".into())
    } else if let Some(bad) = name.chars().find(|c| !is_sound(*c)) {
        Err(Text::new("catalogue-name-character").with("character", bad.to_string()))
    } else {
        Ok(name)
    }
}

/// A whole number as it is typed, in full width too.
#[must_use]
pub fn parse_number(typed: &str) -> Option<u32> {
    let digits: String = typed.trim().chars().map(half_width).collect();
    let is_plain = !digits.is_empty() && digits.len() <= 9 && digits.chars().all(|c| c.is_ascii_digit());
    is_plain.then(|| digits.parse().ok()).flatten()
}

/// The disk that a machine starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemDisk {
    pub category: String,
    /// GiB.
    pub size: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_letters_digits_and_a_few_signs() {
        let long = "字".repeat(128);
        for (typed, name) in [
            ("yj-web", "yj-web"),
            (" 应急前端_1 ", "应急前端_1"),
            ("ｗｅｂ．０１", "web.01"),
            ("http", "http"),
            ("éa", "éa"),
            ("w:1", "w:1"),
            (long.as_str(), long.as_str()),
        ] {
            assert_eq!(parse_name(typed).as_deref(), Ok(name), "{typed}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused_for_what_is_wrong_with_it() {
        let long = "字".repeat(129);
        for (typed, key) in [
            ("", "catalogue-name-missing"),
            ("  ", "catalogue-name-missing"),
            ("a", "catalogue-name-length"),
            (long.as_str(), "catalogue-name-length"),
            ("1web", "catalogue-name-begins-with-letter"),
            ("-web", "catalogue-name-begins-with-letter"),
            ("http://web", "catalogue-name-is-no-address"),
            ("HTTPS://web", "catalogue-name-is-no-address"),
            ("we b", "catalogue-name-character"),
            ("web/1", "catalogue-name-character"),
            ("web\t1", "catalogue-name-character"),
        ] {
            assert_eq!(parse_name(typed).unwrap_err().key, key, "{typed}");
        }
    }

    #[test]
    fn a_number_is_digits_alone() {
        for (typed, number) in
            [("40", Some(40)), (" ４０ ", Some(40)), ("", None), ("-1", None), ("4.5", None), ("9999999999", None)]
        {
            assert_eq!(parse_number(typed), number, "{typed}");
        }
    }
}
