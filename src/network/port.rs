//! Ports and sets of ports.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::normalise::{elements, limited_elements, refuse};
use crate::text::Text;

/// A port, 1 to 65535.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Port(u16);

impl Port {
    pub const FIRST: Self = Self(1);
    pub const LAST: Self = Self(u16::MAX);

    /// None for 0, the one number that is no port.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Reads a field that holds exactly one port.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        match elements(typed).as_slice() {
            [] => Err("network-port-missing".into()),
            [one] if !is_range(one) => parse_port(one),
            _ => Err(refuse("network-port-only-one", typed.trim())),
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Port> for u16 {
    fn from(port: Port) -> Self {
        port.0
    }
}

impl TryFrom<u16> for Port {
    type Error = &'static str;

    fn try_from(number: u16) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("0 is not a port")
    }
}

/// Ports without a gap, `8000-8010`; a single port begins and ends with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    first: Port,
    last: Port,
}

impl PortRange {
    /// None if it ends before it begins.
    #[must_use]
    pub const fn new(first: Port, last: Port) -> Option<Self> {
        if first.0 <= last.0 { Some(Self { first, last }) } else { None }
    }

    #[must_use]
    pub const fn first(self) -> Port {
        self.first
    }

    #[must_use]
    pub const fn last(self) -> Port {
        self.last
    }

    #[must_use]
    pub const fn contains(self, port: Port) -> bool {
        self.first.0 <= port.0 && port.0 <= self.last.0
    }
}

impl From<Port> for PortRange {
    fn from(port: Port) -> Self {
        Self { first: port, last: port }
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// A field of ports (spec 2, "Network forms"): at least one, in order, overlaps merged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PortSet(Vec<PortRange>);

impl PortSet {
    /// Reads `80`, `8000-8010` and several of them.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        Self::parse_optional(typed)?.ok_or_else(|| "network-ports-missing".into())
    }

    /// The same, for a field that may stay empty.
    pub fn parse_optional(typed: &str) -> Result<Option<Self>, Text> {
        let ranges =
            limited_elements(typed)?.iter().map(|element| parse_range(element)).collect::<Result<Vec<_>, _>>()?;
        Ok(if ranges.is_empty() { None } else { Some(Self(merge(ranges))) })
    }

    pub fn ranges(&self) -> impl Iterator<Item = PortRange> + '_ {
        self.0.iter().copied()
    }

    #[must_use]
    pub fn contains(&self, port: Port) -> bool {
        self.0.iter().any(|range| range.contains(port))
    }

    /// Whether all of `range` is in it.
    #[must_use]
    pub fn covers(&self, range: PortRange) -> bool {
        let mut wanted = u32::from(range.first.0);
        for own in self.0.iter().skip_while(|own| own.last < range.first) {
            if u32::from(own.first.0) > wanted {
                return false;
            }
            wanted = u32::from(own.last.0) + 1;
            if range.last <= own.last {
                return true;
            }
        }
        false
    }
}

/// The normalised form: what `parse` reads back unchanged.
impl fmt::Display for PortSet {
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

impl Serialize for PortSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PortSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = String::deserialize(deserializer)?;
        Self::parse(&stored).map_err(|_| D::Error::custom("not a list of ports"))
    }
}

fn is_range(element: &str) -> bool {
    element.contains('-')
}

fn parse_range(element: &str) -> Result<PortRange, Text> {
    let Some((first, last)) = element.split_once('-') else { return parse_port(element).map(PortRange::from) };
    if first.is_empty() || last.is_empty() || is_range(last) {
        return Err(refuse("network-port-range-invalid", element));
    }
    let (first, last) = (parse_port(first)?, parse_port(last)?);
    PortRange::new(first, last)
        .ok_or_else(|| refuse("network-range-backwards", element).with("suggestion", format!("{last}-{first}")))
}

fn parse_port(element: &str) -> Result<Port, Text> {
    if element.is_empty() || !element.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refuse("network-port-invalid", element));
    }
    let port = element.trim_start_matches('0').parse().ok().and_then(Port::new);
    let port = port.ok_or_else(|| refuse("network-port-out-of-range", element))?;
    if element.starts_with('0') {
        return Err(refuse("network-leading-zero", element).with("suggestion", port.to_string()));
    }
    Ok(port)
}

/// In order and without overlaps; neighbours stay as they were typed.
fn merge(mut ranges: Vec<PortRange>) -> Vec<PortRange> {
    ranges.sort_unstable();
    let mut merged: Vec<PortRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(before) if range.first <= before.last => before.last = before.last.max(range.last),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
