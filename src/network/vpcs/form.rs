//! What is typed of a VPC or a vSwitch.

use std::ops::RangeInclusive;

use ipnet::{IpNet, Ipv4Net};

use super::model::Vpc;
use crate::{
    catalogue::model::parse_name,
    text::Text,
    web::form::{Errors, FieldReader, FromFields, half_width},
};

/// Lengths of a VPC's prefix (spec 3, "Catalogue").
const VPC: RangeInclusive<u8> = 16..=28;
/// The same of a vSwitch's.
const VSWITCH: RangeInclusive<u8> = 16..=29;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VpcForm {
    pub name: String,
    pub cidr: String,
    /// Ids.
    pub department: String,
    pub region: String,
}

/// A VPC as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedVpc {
    pub name: String,
    pub cidr: IpNet,
    pub department: i64,
    pub region: i64,
}

/// A vSwitch as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedVswitch {
    pub name: String,
    pub cidr: IpNet,
}

impl FromFields for VpcForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self {
            name: fields.text("name"),
            cidr: fields.text("cidr"),
            department: fields.text("department"),
            region: fields.text("region"),
        }
    }
}

impl VpcForm {
    /// A new VPC; the ids are those of one department and region that there is.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn vpc(&self, mut errors: Errors) -> Result<WantedVpc, Errors> {
        let department = errors.take("department", id(&self.department, "network-department-missing"));
        let region = errors.take("region", id(&self.region, "network-host-region-missing"));
        let name = errors.take("name", parse_name(&self.name));
        let cidr = errors.take("cidr", network(&self.cidr, &VPC));
        errors.finish(|| {
            Some(WantedVpc { name: name?, cidr: IpNet::V4(cidr?), department: department?, region: region? })
        })
    }

    /// Another name of a VPC.
    ///
    /// # Errors
    /// Why it can't be that.
    pub fn name(&self, mut errors: Errors) -> Result<String, Errors> {
        let name = errors.take("name", parse_name(&self.name));
        errors.finish(|| name)
    }

    /// A new vSwitch in `vpc`.
    ///
    /// # Errors
    /// Every refusal, at its field.
    pub fn vswitch(&self, vpc: &Vpc, mut errors: Errors) -> Result<WantedVswitch, Errors> {
        let name = errors.take("name", parse_name(&self.name));
        let cidr = errors.take("cidr", network(&self.cidr, &VSWITCH).map(IpNet::V4).and_then(|cidr| inside(vpc, cidr)));
        errors.finish(|| Some(WantedVswitch { name: name?, cidr: cidr? }))
    }
}

fn id(typed: &str, missing: &'static str) -> Result<i64, Text> {
    typed.parse().map_err(|_| missing.into())
}

fn inside(vpc: &Vpc, cidr: IpNet) -> Result<IpNet, Text> {
    let outside = || Text::new("network-vswitch-outside").with("vpc", vpc.cidr.to_string());
    vpc.cidr.contains(&cidr).then_some(cidr).ok_or_else(outside)
}

/// `172.16.0.0/16`: a network by its first address.
fn network(typed: &str, lengths: &RangeInclusive<u8>) -> Result<Ipv4Net, Text> {
    let typed: String = typed.trim().chars().map(half_width).map(|c| if c == '。' { '.' } else { c }).collect();
    if typed.is_empty() {
        return Err("network-cidr-missing".into());
    }
    let network: Ipv4Net = typed.parse().map_err(|_| Text::new("network-cidr-wrong").with("typed", typed.as_str()))?;
    if !lengths.contains(&network.prefix_len()) {
        let (least, most) = (u32::from(*lengths.start()), u32::from(*lengths.end()));
        return Err(Text::new("network-cidr-length").with("least", least).with("most", most));
    }
    if network.trunc() != network {
        return Err(Text::new("network-cidr-not-first").with("network", network.trunc().to_string()));
    }
    Ok(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_address_and_a_length_however_they_are_written() {
        for (typed, read) in [
            ("172.16.0.0/16", "172.16.0.0/16"),
            (" １７２。１６。０。０／２８\r\n", "172.16.0.0/28"),
            ("10.1.2.0/24", "10.1.2.0/24"),
        ] {
            assert_eq!(network(typed, &VPC).unwrap().to_string(), read, "{typed}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused_for_what_is_wrong_with_it() {
        for (typed, lengths, key) in [
            ("", &VPC, "network-cidr-missing"),
            ("172.16.0.0", &VPC, "network-cidr-wrong"),
            ("172.16.0/16", &VPC, "network-cidr-wrong"),
            ("172.16.0.0/33", &VPC, "network-cidr-wrong"),
            ("172.16.0.0/15", &VPC, "network-cidr-length"),
            ("172.16.0.0/29", &VPC, "network-cidr-length"),
            ("172.16.0.0/30", &VSWITCH, "network-cidr-length"),
            ("172.16.0.1/16", &VPC, "network-cidr-not-first"),
            ("fd00::/16", &VPC, "network-cidr-wrong"),
        ] {
            assert_eq!(network(typed, lengths).unwrap_err().key, key, "{typed}");
        }
        assert!(network("172.16.0.0/29", &VSWITCH).is_ok());
    }
}
