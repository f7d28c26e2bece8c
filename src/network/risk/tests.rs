use std::collections::BTreeSet;

use super::*;

fn port(number: u16) -> Port {
    Port::new(number).unwrap()
}

/// Spec 2, "High-risk ports", word for word.
const SPEC: [(RiskClass, RiskPolicy, &str); 6] = [
    (RiskClass::LocalNetwork, RiskPolicy::RefusedToInternet, "135, 137–139, 445, 23, 69, 512–514"),
    (RiskClass::RemoteAdministration, RiskPolicy::Guarded, "20, 21, 22, 3389, 4899, 5632, 5900, 5985, 5986"),
    (RiskClass::Database, RiskPolicy::Guarded, "1433, 1434, 1521, 3306, 5432, 5236, 54321, 50000"),
    (RiskClass::CacheAndSearch, RiskPolicy::Guarded, "6379, 11211, 9200, 9300, 27017, 27018, 5984"),
    (RiskClass::QueueAndCoordination, RiskPolicy::Guarded, "1883, 2181, 4369, 5672, 15672, 9092, 9876, 61616, 8161"),
    (
        RiskClass::Management,
        RiskPolicy::Guarded,
        "25, 110, 143, 161, 389, 873, 1099, 2049, 2375, 2379, 4848, 6443, 7001, 7002, 8009, 9000, 9090, 10250, 10050",
    ),
];

#[test]
fn the_seed_is_the_specs_list() {
    for (class, policy, listed) in SPEC {
        let seeded: Vec<String> = SEED
            .iter()
            .filter(|risk| risk.class == class)
            .map(|risk| risk.ports.to_string().replace('-', "–"))
            .collect();
        assert_eq!(seeded.join(", "), listed);
        assert!(SEED.iter().filter(|risk| risk.class == class).all(|risk| risk.policy == policy));
    }
}

#[test]
fn no_port_is_seeded_twice_and_every_line_names_its_service() {
    let mut seen = BTreeSet::new();
    for risk in SEED {
        assert!(!risk.service.is_empty());
        for number in risk.ports.first().get()..=risk.ports.last().get() {
            assert!(seen.insert(number), "{number} twice");
        }
    }
}

#[test]
fn a_range_is_looked_up_by_each_of_its_ports() {
    let table = RiskTable::seed();
    for number in 137..=139 {
        assert_eq!(table.lookup(port(number)).unwrap().service, "NetBIOS");
    }
    assert_eq!(table.lookup(port(136)), None);
    assert_eq!(table.lookup(port(140)), None);
    assert_eq!(table.lookup(port(443)), None);
}

#[test]
fn the_strictest_line_wins() {
    let wide = RiskPort {
        ports: PortRange::new(port(1), Port::LAST).unwrap(),
        service: "anything".into(),
        class: RiskClass::Management,
        policy: RiskPolicy::Guarded,
    };
    let table = RiskTable::new([vec![wide.clone()], SEED.to_vec(), vec![wide]].concat());
    assert_eq!(table.lookup(port(445)).unwrap().service, "SMB");
    assert_eq!(table.lookup(port(443)).unwrap().service, "anything");
}

#[test]
fn a_row_is_as_risky_as_the_riskier_of_its_ports() {
    let table = RiskTable::seed();
    let service = |verdict: Verdict<'_>| match verdict {
        Verdict::Harmless => "harmless".to_owned(),
        Verdict::Guarded(risk) => format!("guarded {}", risk.service),
        Verdict::Refused(risk) => format!("refused {}", risk.service),
    };
    let on_internet = |public, internal| service(table.judge(Pool::Internet, port(public), port(internal)));
    let on_extranet = |public, internal| service(table.judge(Pool::Extranet, port(public), port(internal)));

    assert_eq!(on_internet(8443, 443), "harmless");
    assert_eq!(on_internet(8443, 3306), "guarded MySQL");
    assert_eq!(on_internet(3306, 8443), "guarded MySQL");
    assert_eq!(on_internet(3306, 6379), "guarded MySQL");
    assert_eq!(on_internet(8443, 445), "refused SMB");
    assert_eq!(on_internet(3306, 445), "refused SMB");
    assert_eq!(on_internet(445, 3306), "refused SMB");
    assert_eq!(on_extranet(8443, 443), "harmless");
    assert_eq!(on_extranet(445, 445), "guarded SMB");
    assert_eq!(on_extranet(8443, 23), "guarded Telnet");
}

#[test]
fn only_a_harmless_row_is_not_high_risk() {
    let table = RiskTable::seed();
    assert!(!table.judge(Pool::Internet, port(8443), port(443)).is_high_risk());
    assert!(table.judge(Pool::Internet, port(8443), port(22)).is_high_risk());
    assert!(table.judge(Pool::Internet, port(23), port(23)).is_high_risk());
}

#[test]
fn classes_and_policies_are_found_by_their_codes() {
    for class in RiskClass::ALL {
        assert_eq!(class.code().parse(), Ok(class));
    }
    for policy in RiskPolicy::ALL {
        assert_eq!(policy.code().parse(), Ok(policy));
    }
    assert_eq!("x".parse::<RiskClass>(), Err(refuse("network-risk-class-unknown", "x")));
    assert_eq!("x".parse::<RiskPolicy>(), Err(refuse("network-risk-policy-unknown", "x")));
}
