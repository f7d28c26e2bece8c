//! One element of a list of addresses: read strictly, refused with what to write instead.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::Ipv4Net;

use super::{IpRange, Networks};
use crate::{network::normalise::refuse, text::Text};

/// A single address, a range or, where allowed, a network.
pub(super) fn range(element: &str, networks: Networks) -> Result<IpRange, Text> {
    if let Some((base, prefix)) = element.split_once('/') {
        network(element, base, prefix, networks)
    } else if let Some((first, last)) = element.split_once('-') {
        unbroken(element, first, last)
    } else {
        address(element).map(IpRange::from)
    }
}

pub(super) fn address(element: &str) -> Result<Ipv4Addr, Text> {
    element.parse().map_err(|_| explain(element))
}

/// Why `element` is no address: the likeliest slip, each with its remedy.
fn explain(element: &str) -> Text {
    if let Some(meant) = without_leading_zeros(element) {
        return refuse("network-leading-zero", element).with("suggestion", meant.to_string());
    }
    if let Some(meant) = without_scheme_and_port(element) {
        return refuse("network-address-with-port", element).with("suggestion", meant.to_string());
    }
    if element.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok() {
        return refuse("network-address-ipv6", element);
    }
    refuse("network-address-invalid", element)
}

fn without_leading_zeros(element: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = element.split('.').collect();
    let all_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits {
        return None;
    }
    let numbers: Vec<u8> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    <[u8; 4]>::try_from(numbers).ok().map(Ipv4Addr::from)
}

fn without_scheme_and_port(element: &str) -> Option<Ipv4Addr> {
    let host = element.split_once("://").map_or(element, |(_, rest)| rest);
    host.split(':').next()?.parse().ok()
}

fn unbroken(element: &str, first: &str, last: &str) -> Result<IpRange, Text> {
    if first.is_empty() || last.is_empty() || last.contains('-') {
        return Err(refuse("network-address-range-invalid", element));
    }
    let first = address(first)?;
    let last = if last.contains('.') { address(last)? } else { same_network(element, first, last)? };
    if last < first {
        return Err(refuse("network-range-backwards", element).with("suggestion", format!("{last}-{first}")));
    }
    Ok(IpRange { first, last, is_network: false })
}

/// The end of `10.1.2.3-9`: the beginning with another last number.
fn same_network(element: &str, first: Ipv4Addr, last: &str) -> Result<Ipv4Addr, Text> {
    let [a, b, c, _] = first.octets();
    format!("{a}.{b}.{c}.{last}").parse().map_err(|_| refuse("network-address-range-invalid", element))
}

fn network(element: &str, base: &str, prefix: &str, networks: Networks) -> Result<IpRange, Text> {
    let base = address(base)?;
    let length = match prefix.parse::<u8>() {
        Ok(length) if length <= 32 && length.to_string() == prefix => length,
        _ => return Err(explain_prefix(element, base, prefix)),
    };
    let network = Ipv4Net::new_assert(base, length);
    let range = IpRange { first: network.network(), last: network.broadcast(), is_network: length < 32 };
    if networks == Networks::Refused {
        let instead = IpRange { is_network: false, ..range };
        return Err(refuse("network-network-not-here", element).with("suggestion", instead.to_string()));
    }
    if base != range.first {
        return Err(refuse("network-network-host-bits", element).with("suggestion", range.to_string()));
    }
    Ok(range)
}

/// Masks are often copied as `/255.255.255.0`.
fn explain_prefix(element: &str, base: Ipv4Addr, prefix: &str) -> Text {
    let meant = prefix.parse().ok().and_then(|mask: Ipv4Addr| Ipv4Net::with_netmask(base, mask).ok());
    match meant {
        Some(meant) => refuse("network-network-mask", element).with("suggestion", meant.trunc().to_string()),
        None => refuse("network-network-prefix", element),
    }
}
