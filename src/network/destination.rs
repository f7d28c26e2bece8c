//! Where access leads (spec 2, `destinations`): to addresses and domain names, or anywhere.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{
    address::{IpList, IpRange, Networks},
    normalise::{limited_elements, refuse},
};
use crate::text::Text;

/// What a lone star means.
const ANYWHERE: &str = "*";
/// Characters of a name and of one of its labels, by the standard.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Addresses, names, or everything there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destinations {
    Anywhere,
    /// At least one of either.
    Listed {
        addresses: Option<IpList>,
        names: Vec<DomainName>,
    },
}

/// A name of the open network, exactly as it is asked for: without wildcards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(String);

/// One element of a field of destinations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    Anywhere,
    Addresses(IpRange),
    Name(DomainName),
}

impl Destinations {
    /// Reads addresses, ranges and names, or a star alone. Schemes, ports, paths, networks and wildcards are
    /// refused by name.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let elements = limited_elements(typed)?;
        if elements.is_empty() {
            return Err("network-destinations-missing".into());
        }
        if elements.iter().any(|element| element == ANYWHERE) {
            let alone = elements.len() == 1;
            return if alone { Ok(Self::Anywhere) } else { Err("network-destination-any-alone".into()) };
        }
        elements.iter().try_for_each(|element| refuse_more_than_a_host(element))?;
        let (addresses, names): (Vec<String>, Vec<String>) = elements.into_iter().partition(|it| is_address(it));
        let addresses = IpList::parse_optional(&addresses.join(";"), Networks::Refused)?;
        let mut names = names.iter().map(|name| DomainName::parse(name)).collect::<Result<Vec<_>, _>>()?;
        names.sort_unstable();
        names.dedup();
        Ok(Self::Listed { addresses, names })
    }

    #[must_use]
    pub fn endpoints(&self) -> Vec<Endpoint> {
        match self {
            Self::Anywhere => vec![Endpoint::Anywhere],
            Self::Listed { addresses, names } => {
                let ranges = addresses.iter().flat_map(IpList::ranges).map(Endpoint::Addresses);
                ranges.chain(names.iter().cloned().map(Endpoint::Name)).collect()
            }
        }
    }

    #[must_use]
    pub const fn addresses(&self) -> Option<&IpList> {
        match self {
            Self::Anywhere => None,
            Self::Listed { addresses, .. } => addresses.as_ref(),
        }
    }

    #[must_use]
    pub fn names(&self) -> &[DomainName] {
        match self {
            Self::Anywhere => &[],
            Self::Listed { names, .. } => names,
        }
    }

    /// Whether all of `endpoint` lies in it.
    #[must_use]
    pub fn covers(&self, endpoint: &Endpoint) -> bool {
        match (self, endpoint) {
            (Self::Anywhere, _) => true,
            (_, Endpoint::Anywhere) => false,
            (Self::Listed { addresses, .. }, Endpoint::Addresses(range)) => {
                addresses.as_ref().is_some_and(|list| list.covers(*range))
            }
            (Self::Listed { names, .. }, Endpoint::Name(name)) => names.contains(name),
        }
    }
}

impl From<IpList> for Destinations {
    fn from(addresses: IpList) -> Self {
        Self::Listed { addresses: Some(addresses), names: Vec::new() }
    }
}

impl DomainName {
    fn parse(element: &str) -> Result<Self, Text> {
        let name = element.trim_end_matches('.').to_lowercase();
        let invalid = || refuse("network-destination-invalid", element);
        // As resolvers ask for it; letters beyond ASCII are spelt out.
        let Ok(url::Host::Domain(ascii)) = url::Host::parse(&name) else { return Err(invalid()) };
        let labels: Vec<&str> = ascii.split('.').collect();
        let is_label = |label: &&str| {
            let edges = label.starts_with('-') || label.ends_with('-');
            let letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            (1..=LONGEST_LABEL).contains(&label.len()) && letters && !edges
        };
        let ends_in_letters = labels.last().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
        let is_name = labels.len() > 1 && labels.iter().all(is_label) && ends_in_letters;
        if is_name && ascii.len() <= LONGEST_NAME { Ok(Self(name)) } else { Err(invalid()) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What can only be an address, or was meant as one.
fn is_address(element: &str) -> bool {
    element.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-')
}

fn refuse_more_than_a_host(element: &str) -> Result<(), Text> {
    let refuse_for = |key: &'static str, suggestion: &str| Err(refuse(key, element).with("suggestion", suggestion));
    if let Some((_, host)) = element.split_once("://") {
        return refuse_for("network-destination-scheme", host_of(host));
    }
    if element.contains('*') {
        return Err(refuse("network-destination-wildcard", element));
    }
    if let Some((host, _)) = element.split_once('/') {
        let key = if is_address(host) { "network-network-not-here" } else { "network-destination-path" };
        return refuse_for(key, host_of(host));
    }
    match element.split_once(':') {
        Some((_, port)) if port.contains(':') => Err(refuse("network-address-ipv6", element)),
        Some((host, _)) => refuse_for("network-destination-port", host),
        None => Ok(()),
    }
}

fn host_of(rest: &str) -> &str {
    rest.split(['/', ':', '?', '#']).next().unwrap_or_default()
}

/// The normalised form: what is stored, and read back unchanged.
impl fmt::Display for Destinations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, endpoint) in self.endpoints().iter().enumerate() {
            if nth > 0 {
                f.write_str(";")?;
            }
            endpoint.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anywhere => f.write_str(ANYWHERE),
            Self::Addresses(range) => range.fmt(f),
            Self::Name(name) => f.write_str(name.as_str()),
        }
    }
}

impl Serialize for Destinations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Destinations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = String::deserialize(deserializer)?;
        // On the extranet and between tenants networks are reached too; names aren't.
        let listed = || IpList::parse(&stored, Networks::Allowed).map(Self::from);
        Self::parse(&stored).or_else(|_| listed()).map_err(|_| D::Error::custom("not a list of destinations"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(typed: &str) -> String {
        Destinations::parse(typed).unwrap().to_string()
    }

    fn refusal(typed: &str) -> Text {
        Destinations::parse(typed).unwrap_err()
    }

    #[test]
    fn addresses_ranges_and_names_are_taken_in_any_spelling() {
        for (typed, expected) in [
            ("mirrors.aliyun.com", "mirrors.aliyun.com"),
            ("Mirrors.Aliyun.COM.", "mirrors.aliyun.com"),
            ("８。８．８．８", "8.8.8.8"),
            ("8.8.8.8；a.example.com，b.example.com\n8.8.4.4", "8.8.4.4;8.8.8.8;a.example.com;b.example.com"),
            ("203.0.113.9 － 203.0.113.12", "203.0.113.9-203.0.113.12"),
            ("163.com 163.com", "163.com"),
            ("政务服务.example.cn", "政务服务.example.cn"),
            (" ＊ ", "*"),
        ] {
            assert_eq!(normal(typed), expected, "{typed}");
            assert_eq!(normal(expected), expected, "the normal form stays");
        }
    }

    #[test]
    fn what_is_more_than_a_host_is_refused_by_name() {
        let suggesting = |key: &'static str, typed: &str, suggestion: &str| {
            assert_eq!(refusal(typed), refuse(key, typed).with("suggestion", suggestion));
        };
        suggesting("network-destination-scheme", "https://a.example.com/x", "a.example.com");
        suggesting("network-destination-port", "a.example.com:8443", "a.example.com");
        suggesting("network-destination-path", "a.example.com/login", "a.example.com");
        suggesting("network-network-not-here", "203.0.113.0/24", "203.0.113.0");
        for wildcard in ["*.aliyun.com", "a.*.com", "**"] {
            assert_eq!(refusal(wildcard), refuse("network-destination-wildcard", wildcard));
        }
        assert_eq!(refusal("2400:3200::1"), refuse("network-address-ipv6", "2400:3200::1"));
    }

    #[test]
    fn a_star_stands_alone() {
        assert_eq!(Destinations::parse("*"), Ok(Destinations::Anywhere));
        assert_eq!(refusal("*;8.8.8.8"), "network-destination-any-alone".into());
        assert_eq!(refusal("*;*"), "network-destination-any-alone".into());
    }

    #[test]
    fn what_is_neither_address_nor_name_is_refused() {
        for typed in ["localhost", "a..example.com", "-a.example.com", "a_b.example.com", "example.123"] {
            assert_eq!(refusal(typed), refuse("network-destination-invalid", typed), "{typed}");
        }
        let long = format!("{}.example.com", "a".repeat(64));
        assert_eq!(refusal(&long).key, "network-destination-invalid");
        for typed in ["8.8.8", "8.8.8.256", "8.8.8.8-7.7.7.7", "08.8.8.8"] {
            assert!(Destinations::parse(typed).is_err(), "{typed}");
        }
        for empty in ["", " ；\n"] {
            assert_eq!(refusal(empty), "network-destinations-missing".into());
        }
    }

    #[test]
    fn an_endpoint_is_covered_by_what_holds_all_of_it() {
        let covers = |list: &str, one: &str| {
            Destinations::parse(list).unwrap().covers(&Destinations::parse(one).unwrap().endpoints()[0])
        };
        assert!(covers("*", "a.example.com") && covers("*", "*") && covers("8.8.8.0-8.8.8.9", "8.8.8.3-5"));
        assert!(covers("8.8.8.8;a.example.com", "a.example.com"));
        for (list, one) in
            [("8.8.8.8", "*"), ("8.8.8.8", "a.example.com"), ("8.8.8.8", "8.8.8.8-9"), ("a.example.com", "8.8.8.8")]
        {
            assert!(!covers(list, one), "{list} {one}");
        }
    }
}
