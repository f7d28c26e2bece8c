//! IPv4 addresses, and the lists that fields hold of them.

use std::{cmp::Reverse, fmt, net::Ipv4Addr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::normalise::{elements, limited_elements, refuse};
use crate::text::Text;

mod element;

/// Addresses that the lists of one field may name in all (spec 2, "Network forms").
pub const MAX_ADDRESSES: u32 = 65_536;

/// Reads a field that holds exactly one IPv4 address.
pub fn parse_ipv4(typed: &str) -> Result<Ipv4Addr, Text> {
    match elements(typed).as_slice() {
        [] => Err("network-address-missing".into()),
        [one] if !one.contains(['-', '/']) => element::address(one),
        _ => Err(refuse("network-address-only-one", typed.trim())),
    }
}

/// Whether a field takes networks, `10.1.2.0/24`, beside addresses and ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Networks {
    Allowed,
    Refused,
}

/// Addresses without a gap, shown the way they were typed: as one, as a range or as a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IpRange {
    first: Ipv4Addr,
    last: Ipv4Addr,
    is_network: bool,
}

impl IpRange {
    #[must_use]
    pub const fn first(self) -> Ipv4Addr {
        self.first
    }

    #[must_use]
    pub const fn last(self) -> Ipv4Addr {
        self.last
    }

    #[must_use]
    pub fn contains(self, address: Ipv4Addr) -> bool {
        self.first <= address && address <= self.last
    }

    /// How many addresses it names.
    #[must_use]
    pub fn size(self) -> u64 {
        u64::from(u32::from(self.last) - u32::from(self.first)) + 1
    }
}

impl From<Ipv4Addr> for IpRange {
    fn from(address: Ipv4Addr) -> Self {
        Self { first: address, last: address, is_network: false }
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else if self.is_network {
            // The bits that the first and the last address of a network share are its prefix.
            let prefix = (u32::from(self.first) ^ u32::from(self.last)).leading_zeros();
            write!(f, "{}/{prefix}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// A field of addresses (spec 2, "Network forms"): at least one, in order, overlaps merged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IpList(Vec<IpRange>);

impl IpList {
    /// Reads addresses, `10.1.2.3-10.1.2.9`, `10.1.2.3-9` and, where the field takes them, networks.
    pub fn parse(typed: &str, networks: Networks) -> Result<Self, Text> {
        Self::parse_optional(typed, networks)?.ok_or_else(|| "network-addresses-missing".into())
    }

    /// The same, for a field that may stay empty.
    pub fn parse_optional(typed: &str, networks: Networks) -> Result<Option<Self>, Text> {
        let elements = limited_elements(typed)?;
        let ranges = elements.iter().map(|typed| element::range(typed, networks)).collect::<Result<Vec<_>, _>>()?;
        if ranges.is_empty() {
            return Ok(None);
        }
        let list = Self(merge(ranges));
        if list.size() > u64::from(MAX_ADDRESSES) {
            return Err(Text::new("network-addresses-too-many").with("limit", MAX_ADDRESSES));
        }
        Ok(Some(list))
    }

    pub fn ranges(&self) -> impl Iterator<Item = IpRange> + '_ {
        self.0.iter().copied()
    }

    /// Every single address, in order.
    pub fn addresses(&self) -> impl Iterator<Item = Ipv4Addr> + '_ {
        self.0.iter().flat_map(|range| (u32::from(range.first)..=u32::from(range.last)).map(Ipv4Addr::from))
    }

    #[must_use]
    pub fn contains(&self, address: Ipv4Addr) -> bool {
        let candidate = self.0.partition_point(|range| range.last < address);
        self.0.get(candidate).is_some_and(|range| range.contains(address))
    }

    /// Whether all of `range` is in it.
    #[must_use]
    pub fn covers(&self, range: IpRange) -> bool {
        let mut wanted = u64::from(u32::from(range.first));
        for own in self.0.iter().skip_while(|own| own.last < range.first) {
            if u64::from(u32::from(own.first)) > wanted {
                return false;
            }
            wanted = u64::from(u32::from(own.last)) + 1;
            if range.last <= own.last {
                return true;
            }
        }
        false
    }

    /// How many addresses it names.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.ranges().map(IpRange::size).sum()
    }
}

impl From<Ipv4Addr> for IpList {
    fn from(address: Ipv4Addr) -> Self {
        Self(vec![address.into()])
    }
}

/// The normalised form: what `parse` reads back unchanged.
impl fmt::Display for IpList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, range) in self.0.iter().enumerate() {
            if nth > 0 {
                f.write_str(";")?;
            }
            range.fmt(f)?;
        }
        Ok(())
    }
}

impl Serialize for IpList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IpList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = String::deserialize(deserializer)?;
        Self::parse(&stored, Networks::Allowed).map_err(|_| D::Error::custom("not a list of addresses"))
    }
}

/// In order and without overlaps; neighbours, and whatever holds the others, stay as they were typed.
fn merge(mut ranges: Vec<IpRange>) -> Vec<IpRange> {
    ranges.sort_unstable_by_key(|range| (range.first, Reverse(range.last), Reverse(range.is_network)));
    let mut merged: Vec<IpRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(before) if range.last <= before.last => {}
            Some(before) if range.first <= before.last => {
                *before = IpRange { first: before.first, last: range.last, is_network: false };
            }
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
