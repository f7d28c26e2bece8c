//! The fields of access as they are typed.

use super::way::Way;
use crate::{
    network::{
        address::{IpList, Networks, parse_ipv4},
        policy::Reach,
        port::PortSet,
    },
    tickets::{
        details::{AccessDetails, ONE_WAY, Term, UNLIMITED},
        filing::{
            form::tidied,
            lengths::{ADDRESSES, REMARKS, WORD, at_most},
            term,
        },
    },
    web::form::{Change, Errors, FieldReader},
};

/// Characters of 256 names, with what separates them.
const DESTINATIONS: usize = 66_000;
/// Characters of a tenant's name.
pub const TENANT: usize = 80;

impl AccessDetails {
    /// The form of somebody who begins.
    #[must_use]
    pub fn blank() -> Self {
        Self { term: Term::unlimited(), direction: ONE_WAY.to_owned(), ..Self::default() }
    }
}

/// What is typed, under the names of its way; what only other kinds ask isn't read.
#[must_use]
pub fn read(way: Way, fields: &mut FieldReader<'_>) -> AccessDetails {
    let mut only = |reach: Reach, name: &str| if way.is(reach) { fields.text(name) } else { String::new() };
    let source_tenant = only(Reach::Tenant, "source_tenant");
    let destination_tenant = only(Reach::Tenant, "destination_tenant");
    let direction = only(Reach::Tenant, "direction");
    let translated_ip = only(Reach::Extranet, "translated_ip");
    AccessDetails {
        source_ips: fields.text("source_ips"),
        source_tenant,
        translated_ip,
        destinations: fields.text(way.to),
        destination_tenant,
        direction,
        tcp_ports: fields.text("tcp_ports"),
        udp_ports: fields.text("udp_ports"),
        long_connection: term::tick(fields, "long_connection"),
        term: term::read(fields),
        remarks: fields.text("remarks"),
    }
}

/// Whatever can be read, in its normal form; the kind's own fields alone.
pub fn tidy(way: Way, details: &mut AccessDetails) {
    tidied(&mut details.source_ips, |typed| IpList::parse(typed, Networks::Refused));
    tidied(&mut details.destinations, |typed| super::reading::destinations(way, typed));
    tidied(&mut details.translated_ip, parse_ipv4);
    for ports in [&mut details.tcp_ports, &mut details.udp_ports] {
        tidied(ports, PortSet::parse);
    }
    for words in [&mut details.source_tenant, &mut details.destination_tenant, &mut details.direction] {
        *words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    details.remarks = details.remarks.trim().to_owned();
    term::tidy(&mut details.term);
    if !way.has_term() {
        UNLIMITED.clone_into(&mut details.term.validity);
        details.term.valid_until.clear();
    }
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(way: Way, details: &AccessDetails, errors: &mut Errors) {
    let lengths = [
        ("source_ips", &details.source_ips, ADDRESSES),
        ("source_tenant", &details.source_tenant, TENANT),
        ("translated_ip", &details.translated_ip, WORD),
        (way.to, &details.destinations, DESTINATIONS),
        ("destination_tenant", &details.destination_tenant, TENANT),
        ("direction", &details.direction, WORD),
        ("tcp_ports", &details.tcp_ports, ADDRESSES),
        ("udp_ports", &details.udp_ports, ADDRESSES),
        ("remarks", &details.remarks, REMARKS),
    ];
    for (field, value, limit) in lengths {
        errors.take(field, at_most(value, limit));
    }
    term::check_lengths(&details.term, errors);
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(way: Way, now: &AccessDetails, typed: &AccessDetails) -> Vec<Change> {
    let change = |label: &'static str, of: fn(&AccessDetails) -> &String| Change {
        label,
        now: of(now).clone(),
        typed: of(typed).clone(),
    };
    vec![
        change(way.from_label, |it| &it.source_ips),
        change("ticket-field-source-tenant", |it| &it.source_tenant),
        change("ticket-field-translated-ip", |it| &it.translated_ip),
        change(way.to_label, |it| &it.destinations),
        change("ticket-field-destination-tenant", |it| &it.destination_tenant),
        change("ticket-field-tcp-ports", |it| &it.tcp_ports),
        change("ticket-field-udp-ports", |it| &it.udp_ports),
        change("ticket-field-valid-until", |it| &it.term.valid_until),
        change("ticket-field-remarks", |it| &it.remarks),
    ]
}
