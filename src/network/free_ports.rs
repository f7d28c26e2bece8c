//! Which ports to offer instead of one that is taken.

use std::collections::BTreeSet;

use super::{port::Port, risk::RiskTable};

/// Public ports that open to the internet only once the site is filed (spec 2, `filing_no`).
pub const FILED_PORTS: [u16; 3] = [80, 443, 8080];

/// The last of the ports that belong to well-known services.
const WELL_KNOWN: u16 = 1023;

/// Up to `how_many` free ports that one would accept for `wanted`, the best first.
///
/// For a well-known port those that look like it (443: 4430, 4443, 8443), then the neighbours of
/// its counterpart above 8000; for any other its own neighbours, the closest first. None of them
/// is well-known, high-risk or in need of filing.
#[must_use]
pub fn nearest_free(wanted: Port, occupied: &BTreeSet<Port>, risks: &RiskTable, how_many: usize) -> Vec<Port> {
    let wanted = u32::from(wanted.get());
    let is_well_known = wanted <= u32::from(WELL_KNOWN);
    let (alike, centre) = if is_well_known { (look_alikes(wanted), wanted + 8000) } else { (vec![], wanted) };
    let around = outwards(centre).filter(|number| !alike.contains(number));
    (alike.iter().copied().chain(around))
        .filter_map(to_port)
        .filter(|port| is_offerable(*port, occupied, risks))
        .take(how_many)
        .collect()
}

/// 443 in 4430, 4443, 8443, 10443; 80 in 8000, 4080, 10080.
fn look_alikes(wanted: u32) -> Vec<u32> {
    let lengthened = if wanted < 100 { wanted * 100 } else { wanted * 10 };
    vec![lengthened, wanted + 4000, wanted + 8000, wanted + 10_000]
}

/// The numbers around `centre`, the closest first, the higher of two before the lower; at last all ports.
fn outwards(centre: u32) -> impl Iterator<Item = u32> {
    (1..=u32::from(u16::MAX))
        .flat_map(move |distance| [Some(centre + distance), centre.checked_sub(distance)])
        .flatten()
}

fn to_port(number: u32) -> Option<Port> {
    u16::try_from(number).ok().and_then(Port::new)
}

fn is_offerable(port: Port, occupied: &BTreeSet<Port>, risks: &RiskTable) -> bool {
    port.get() > WELL_KNOWN
        && !FILED_PORTS.contains(&port.get())
        && !occupied.contains(&port)
        && risks.lookup(port).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(wanted: u16, occupied: impl IntoIterator<Item = u16>, how_many: usize) -> Vec<u16> {
        let occupied = occupied.into_iter().filter_map(Port::new).collect();
        let ports = nearest_free(Port::new(wanted).unwrap(), &occupied, &RiskTable::seed(), how_many);
        ports.into_iter().map(Port::get).collect()
    }

    #[test]
    fn a_well_known_port_is_answered_with_ports_that_look_like_it() {
        assert_eq!(offered(443, [443], 4), [4430, 4443, 8443, 10443]);
        assert_eq!(offered(80, [80], 3), [8000, 4080, 10080]);
        assert_eq!(offered(22, [22], 3), [2200, 4022, 8022]);
    }

    #[test]
    fn then_with_the_neighbours_of_its_counterpart_above_8000() {
        assert_eq!(offered(443, [443, 4430, 4443, 8443, 10443], 3), [8444, 8442, 8445]);
    }

    #[test]
    fn any_other_port_is_answered_with_its_neighbours() {
        assert_eq!(offered(8443, [8443], 3), [8444, 8442, 8445]);
        assert_eq!(offered(8443, [8443, 8442, 8444], 2), [8445, 8441]);
        assert_eq!(offered(65535, [65535], 2), [65534, 65533]);
        assert_eq!(offered(1024, [1024], 2), [1025, 1026]);
    }

    #[test]
    fn ports_that_need_filing_or_care_are_not_offered() {
        assert_eq!(offered(8081, [8081], 2), [8082, 8083]);
        assert_eq!(offered(3307, [3307], 3), [3308, 3309, 3305]);
        let harmless = offered(1024, [], 65_535);
        assert!(harmless.iter().all(|port| *port > 1023 && ![3306, 6379, 8080, 9000].contains(port)));
    }

    #[test]
    fn nothing_is_offered_twice_and_never_the_wanted_one() {
        for wanted in [80, 443, 8443] {
            let ports = offered(wanted, [], 70_000);
            assert_eq!(ports.len(), ports.iter().collect::<BTreeSet<_>>().len());
            assert!(!ports.contains(&wanted));
        }
    }

    #[test]
    fn where_all_ports_are_taken_none_is_offered() {
        assert!(offered(443, 1..=65_535, 3).is_empty());
    }

    #[test]
    fn the_last_free_port_is_found_from_afar() {
        assert_eq!(offered(65_535, (1..=65_535).filter(|port| *port != 1030), 3), [1030]);
        assert_eq!(offered(443, (1..=65_535).filter(|port| *port != 65_000), 3), [65_000]);
    }
}
