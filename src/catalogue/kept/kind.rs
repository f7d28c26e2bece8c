//! The kinds of entries, and what each says of itself.

use std::str::FromStr;

use crate::text::Text;

/// What an entry of the catalogue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    #[default]
    InstanceType,
    Image,
    DiskCategory,
    RdsEngine,
    RdsEdition,
    RdsSpecification,
    OssRedundancy,
    SlbSpecification,
    AcsMasters,
}

/// A number that an entry says.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub field: &'static str,
    pub label: &'static str,
    pub least: u32,
    pub most: u32,
    /// Whether it may change: a limit may, but not how large a machine is that somebody has.
    pub changes: bool,
}

const fn size(field: &'static str, label: &'static str, most: u32) -> Number {
    Number { field, label, least: 1, most, changes: false }
}

const fn limit(field: &'static str, label: &'static str, least: u32, most: u32) -> Number {
    Number { field, label, least, most, changes: true }
}

const SIZES: [Number; 2] =
    [size("vcpus", "catalogue-entry-vcpus", 512), size("memory", "catalogue-entry-memory", 8_192)];
const IMAGE: [Number; 1] = [limit("least_disk", "catalogue-entry-least-disk", 20, 500)];
const DISK: [Number; 4] = [
    limit("system_least", "catalogue-entry-system-least", 1, 32_768),
    limit("system_most", "catalogue-entry-system-most", 1, 32_768),
    limit("data_least", "catalogue-entry-data-least", 1, 65_536),
    limit("data_most", "catalogue-entry-data-most", 1, 65_536),
];

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::InstanceType,
        Self::Image,
        Self::DiskCategory,
        Self::RdsEngine,
        Self::RdsEdition,
        Self::RdsSpecification,
        Self::OssRedundancy,
        Self::SlbSpecification,
        Self::AcsMasters,
    ];

    /// As in tables and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InstanceType => "instance_type",
            Self::Image => "image",
            Self::DiskCategory => "disk_category",
            Self::RdsEngine => "rds_engine",
            Self::RdsEdition => "rds_edition",
            Self::RdsSpecification => "rds_specification",
            Self::OssRedundancy => "oss_redundancy",
            Self::SlbSpecification => "slb_specification",
            Self::AcsMasters => "acs_masters",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::InstanceType => "catalogue-kind-instance-type",
            Self::Image => "catalogue-kind-image",
            Self::DiskCategory => "catalogue-kind-disk-category",
            Self::RdsEngine => "catalogue-kind-rds-engine",
            Self::RdsEdition => "catalogue-kind-rds-edition",
            Self::RdsSpecification => "catalogue-kind-rds-specification",
            Self::OssRedundancy => "catalogue-kind-oss-redundancy",
            Self::SlbSpecification => "catalogue-kind-slb-specification",
            Self::AcsMasters => "catalogue-kind-acs-masters",
        }
    }

    /// How its codes are made.
    #[must_use]
    pub const fn code_hint(self) -> &'static str {
        match self {
            Self::InstanceType => "catalogue-code-instance-type",
            Self::Image => "catalogue-code-image",
            Self::DiskCategory => "catalogue-code-disk-category",
            Self::RdsEngine => "catalogue-code-rds-engine",
            Self::RdsSpecification => "catalogue-code-rds-specification",
            Self::RdsEdition | Self::OssRedundancy => "catalogue-code-word",
            Self::SlbSpecification => "catalogue-code-slb-specification",
            Self::AcsMasters => "catalogue-code-acs-masters",
        }
    }

    #[must_use]
    pub const fn numbers(self) -> &'static [Number] {
        match self {
            Self::InstanceType | Self::RdsSpecification => &SIZES,
            Self::Image => &IMAGE,
            Self::DiskCategory => &DISK,
            _ => &[],
        }
    }

    /// Whether it is called by names of its own, rather than by its size.
    #[must_use]
    pub const fn has_names(self) -> bool {
        !matches!(self, Self::InstanceType)
    }

    /// Whether anything of an entry may be changed.
    #[must_use]
    pub fn changes(self) -> bool {
        self.has_names() || self.numbers().iter().any(|number| number.changes)
    }

    /// Whether an entry may be called so; the tables' checks are the same.
    #[must_use]
    pub fn takes(self, code: &str) -> bool {
        let is_word = |word: &str, other: &str| {
            !word.is_empty()
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || other.contains(c))
                && word.starts_with(|c: char| c.is_ascii_alphanumeric())
                && word.ends_with(|c: char| c.is_ascii_alphanumeric())
        };
        let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        let begins_with_letter = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
        code.len() <= 40
            && code != "new"
            && match self {
                Self::InstanceType => instance_type(code)
                    .is_some_and(|(family, size)| begins_with_letter(family) && is_word(family, "") && is_size(size)),
                Self::Image | Self::RdsEngine => code.split_once('-').is_some_and(|(family, version)| {
                    !family.is_empty() && family.chars().all(|c| c.is_ascii_lowercase()) && is_word(version, ".")
                }),
                Self::DiskCategory => begins_with_letter(code) && is_word(code, "_"),
                Self::RdsSpecification => code
                    .strip_suffix('g')
                    .and_then(|sizes| sizes.split_once('c'))
                    .is_some_and(|(vcpus, memory)| is_number(vcpus) && is_number(memory)),
                Self::RdsEdition | Self::OssRedundancy => is_word(code, "-"),
                Self::SlbSpecification => {
                    code.strip_prefix("slb.").is_some_and(|rest| is_word(rest, ".-") && rest != "bandwidth")
                }
                Self::AcsMasters => matches!(code, "1" | "3" | "5" | "7" | "9"),
            }
    }
}

/// The family and the size that a code of an instance type says.
#[must_use]
pub fn instance_type(code: &str) -> Option<(&str, &str)> {
    code.strip_prefix("ecs.").and_then(|rest| rest.split_once('.'))
}

/// `large`, `xlarge`, `2xlarge` …
fn is_size(size: &str) -> bool {
    let rest = size.trim_start_matches(|c: char| c.is_ascii_digit());
    rest == "large" && rest.len() == size.len() || rest == "xlarge"
}

impl FromStr for Kind {
    type Err = Text;

    fn from_str(code: &str) -> Result<Self, Text> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| "catalogue-kind-unknown".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_made_as_their_kind_has_them() {
        for (kind, sound, unsound) in [
            (Kind::InstanceType, ["ecs.g7.large", "ecs.g7ne.16xlarge"], ["g7.large", "ecs.g7.2large"]),
            (Kind::Image, ["kylin-v11", "debian-12.5"], ["kylin", "Kylin-v10"]),
            (Kind::DiskCategory, ["cloud_auto", "essd2"], ["2cloud", "cloud-auto"]),
            (Kind::RdsEngine, ["mysql-8.4", "mariadb-11"], ["mysql", "mysql-"]),
            (Kind::RdsSpecification, ["32c128g", "1c2g"], ["4c", "c4g"]),
            (Kind::RdsEdition, ["serverless", "ha-3"], ["", "ha-"]),
            (Kind::OssRedundancy, ["xrs", "lrs2"], ["x rs", "存储"]),
            (Kind::SlbSpecification, ["slb.s4.large", "slb.alb"], ["s4.large", "slb.bandwidth"]),
            (Kind::AcsMasters, ["7", "1"], ["4", "11"]),
        ] {
            assert_eq!(sound.map(|code| kind.takes(code)), [true, true], "{kind:?}");
            assert_eq!(unsound.map(|code| kind.takes(code)), [false, false], "{kind:?}");
        }
    }
}
