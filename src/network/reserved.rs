//! Addresses and names that lead nowhere outside: what an access URL may not name and what the
//! URL scanner never follows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

/// Private, loopback, link-local, shared, metadata, multicast and reserved; the documentation
/// ranges aren't among them, since demonstrations use them as public ones.
const CLOSED_V4: [Ipv4Net; 11] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10), // shared; a cloud's metadata service answers at 100.100.100.200
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16), // link-local; metadata at 169.254.169.254
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24), // protocol assignments; metadata at 192.0.0.192
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
];

/// Public addresses that lead to nobody's service: documentation, which demonstrations use as public ones, and the
/// relays of 6to4.
const UNVISITED_V4: [Ipv4Net; 4] =
    [v4([192, 0, 2, 0], 24), v4([192, 88, 99, 0], 24), v4([198, 51, 100, 0], 24), v4([203, 0, 113, 0], 24)];

/// The same of IPv6: protocol assignments, among them Teredo, which hides an IPv4 address, and benchmarks; documentation.
const UNVISITED_V6: [Ipv6Net; 3] = [v6(0x2001 << 112, 23), v6(0x2001_0db8 << 96, 32), v6(0x3fff << 112, 20)];

/// The one part of IPv6 that is routed between networks.
const GLOBAL_V6: Ipv6Net = v6(0x2000 << 112, 3);

/// Prefixes that carry an IPv4 address (compatible, mapped, NAT64, 6to4), and the group of 16 bits
/// where it begins.
const CARRIERS_OF_V4: [(Ipv6Net, usize); 4] =
    [(v6(0, 96), 6), (v6(0xffff << 32, 96), 6), (v6(0x0064_ff9b << 96, 96), 6), (v6(0x2002 << 112, 16), 1)];

/// Top-level names that never leave a machine or a network of its own.
const CLOSED_SUFFIXES: [&str; 5] = ["localhost", "local", "internal", "lan", "home.arpa"];

/// Whether `address` is one of the open network.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Whether the URL scanner may connect to `address`.
#[must_use]
pub fn may_be_visited(address: IpAddr) -> bool {
    let unvisited_v4 = |address: Ipv4Addr| UNVISITED_V4.iter().any(|closed| closed.contains(&address));
    is_public(address)
        && match address {
            IpAddr::V4(address) => !unvisited_v4(address),
            IpAddr::V6(address) => match carrier(address) {
                Some(carried) => !unvisited_v4(carried),
                None => !UNVISITED_V6.iter().any(|closed| closed.contains(&address)),
            },
        }
}

/// Whether `name` can be one of the open network; what it resolves to is another question.
#[must_use]
pub fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_closed =
        |suffix: &&str| name.strip_suffix(*suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    name.contains('.') && !CLOSED_SUFFIXES.iter().any(is_closed)
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !CLOSED_V4.iter().any(|closed| closed.contains(&address))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match carrier(address) {
        Some(carried) => is_public_v4(carried),
        None => GLOBAL_V6.contains(&address),
    }
}

/// The IPv4 address that `address` carries, if it does.
fn carrier(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let (_, begin) = CARRIERS_OF_V4.iter().find(|(prefix, _)| prefix.contains(&address))?;
    Some(carried(address, *begin))
}

fn carried(address: Ipv6Addr, begin: usize) -> Ipv4Addr {
    let groups = address.segments();
    Ipv4Addr::from((u32::from(groups[begin]) << 16) | u32::from(groups[begin + 1]))
}

const fn v4(octets: [u8; 4], prefix: u8) -> Ipv4Net {
    let [a, b, c, d] = octets;
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6(address: u128, prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::from_bits(address), prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(address: &str) -> bool {
        is_public(address.parse().unwrap())
    }

    #[test]
    fn addresses_of_the_open_network_are_public() {
        for address in
            ["8.8.8.8", "203.0.113.10", "198.51.100.7", "59.0.2.10", "172.32.0.1", "100.128.0.1", "2400:3200::1"]
        {
            assert!(public(address), "{address}");
        }
        for address in ["::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"] {
            assert!(public(address), "{address}");
        }
    }

    #[test]
    fn private_loopback_link_local_and_metadata_addresses_are_not() {
        for address in ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0"]
        {
            assert!(!public(address), "{address}");
        }
        for address in
            ["169.254.169.254", "100.100.100.200", "192.0.0.192", "198.19.0.1", "224.0.0.1", "255.255.255.255"]
        {
            assert!(!public(address), "{address}");
        }
        for address in ["::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1"] {
            assert!(!public(address), "{address}");
        }
    }

    #[test]
    fn an_ipv4_address_is_recognised_inside_ipv6() {
        for address in
            ["::ffff:10.1.2.3", "::127.0.0.1", "64:ff9b::169.254.169.254", "2002:a01:203::1", "2002:7f00:1::"]
        {
            assert!(!public(address), "{address}");
        }
    }

    /// First and last of every special range of the registries of IPv4 and IPv6, and what lies inside them.
    #[test]
    fn the_scanner_visits_nothing_of_any_special_range() {
        let ranges = [
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "255.255.255.255/32",
            "::/128",
            "::1/128",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/32",
            "2001:1::1/128",
            "2001:2::/48",
            "2001:3::/32",
            "2001:4:112::/48",
            "2001:10::/28",
            "2001:20::/28",
            "2001:30::/28",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        ];
        for range in ranges {
            let range: ipnet::IpNet = range.parse().unwrap();
            for address in [range.network(), range.broadcast()] {
                assert!(!may_be_visited(address), "{address} of {range}");
            }
        }
    }

    #[test]
    fn nor_such_an_address_of_ipv4_in_a_coat_of_ipv6() {
        for v4 in
            ["10.0.0.1", "127.0.0.1", "169.254.169.254", "100.100.100.200", "192.168.0.1", "203.0.113.9", "224.0.0.1"]
        {
            let octets = v4.parse::<Ipv4Addr>().unwrap().octets();
            let group = |place: usize| u16::from_be_bytes([octets[place], octets[place + 1]]);
            let (high, low) = (group(0), group(2));
            for coat in [
                Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, high, low),
                Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
                Ipv6Addr::new(0x2001, 0, high, low, 0, 0, !high, !low),
            ] {
                assert!(!may_be_visited(coat.into()), "{v4} as {coat}");
            }
        }
    }

    #[test]
    fn the_scanner_visits_what_lies_around_the_special_ranges() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::",
            "2001:db7:ffff::1",
            "2001:db9::",
            "2400:3200::1",
            "3ffe:ffff::1",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2002:101:101::1",
        ] {
            assert!(may_be_visited(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn local_names_are_not_public() {
        for name in [
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "metadata.google.internal",
            "nas.lan",
            "intranet",
            "",
        ] {
            assert!(!is_public_name(name), "{name}");
        }
        for name in ["yjt.hubei.gov.cn", "mylocal.cn", "notlocalhost.com", "internal.example.com", "local.example.com."]
        {
            assert!(is_public_name(name), "{name}");
        }
    }
}
