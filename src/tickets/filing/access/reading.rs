//! What a form of access says, with every refusal at its field (spec 2, "Network forms").

use std::{collections::BTreeSet, net::Ipv4Addr};

use chrono::{DateTime, Utc};

use super::way::Way;
use crate::{
    network::{
        address::{IpList, Networks, parse_ipv4},
        coverage::Coverage,
        destination::Destinations,
        opening::Opening,
        period::Period,
        policy::{AccessRule, Reach},
        port::PortSet,
        queries::Facts,
    },
    policy::Actor,
    text::Text,
    tickets::{
        details::{AccessDetails, BOTH, ONE_WAY},
        filing::{
            desk::Desk,
            form::{CONSENT_EMAIL, TicketForm},
            lengths,
            validity::{self, Demand},
        },
    },
    web::form::Errors,
};

/// Characters of a reason for access to anything at all.
const REASON: usize = 50;

/// The form read.
#[derive(Clone, Debug)]
pub struct Reading {
    way: Way,
    errors: Errors,
    /// What is asked for, where it can be read.
    pub rule: Option<AccessRule>,
    /// The hosts that must stay the department's.
    hosts: Option<IpList>,
    period: Option<Period>,
    /// What it prolongs.
    renews: Option<i64>,
    /// Atom by atom, once somebody looked.
    pub coverage: Option<Coverage>,
}

/// What can't be wrong any more: access to claim, and until when.
#[derive(Clone, Debug)]
pub struct AccessRequest {
    pub rule: AccessRule,
    pub hosts: Option<IpList>,
    pub valid: Period,
    pub renews: Option<i64>,
}

impl Reading {
    /// What `details` say, after the errors that its form has before them.
    #[must_use]
    pub fn of(
        form: &TicketForm,
        details: &AccessDetails,
        desk: &Desk,
        who: &Actor,
        before: Errors,
        now: DateTime<Utc>,
    ) -> Self {
        let (way, mut errors) = (Way::of(form.details.kind()), before);
        let own = &who.department.name;
        let ours = if way.is(Reach::Tenant) { sides(details, own, &mut errors) } else { (true, false) };
        let sources = errors.take("source_ips", sources(&details.source_ips, ours.0, &desk.facts));
        let translated_ip = errors.take("translated_ip", translated(&details.translated_ip, &desk.facts));
        let destinations = errors.take(way.to, destinations(way, &details.destinations));
        let (tcp, udp) = ports(details, &mut errors);
        let both_ways = errors.take("direction", direction(way, &details.direction));
        let anywhere = destinations == Some(Destinations::Anywhere);
        let demand = anywhere.then(|| Demand { no_end: "ticket-anywhere-validity".into(), near: None });
        let renewed = desk.renewable.as_ref().and_then(|old| old.period.ends());
        let bounds = validity::Bounds { now, renewed };
        let period = validity::read(&details.term, demand.as_ref(), bounds, &mut errors);
        if anywhere {
            give_reasons(form, desk, &mut errors);
        }
        errors.take("remarks", lengths::at_most(&details.remarks, lengths::REMARKS));
        let hosts = sources.clone().filter(|_| ours.0);
        let rule = || {
            Some(AccessRule {
                reach: way.reach,
                sources: sources?,
                source_tenant: details.source_tenant.clone(),
                destinations: destinations?,
                destination_tenant: details.destination_tenant.clone(),
                both_ways: both_ways?,
                tcp: tcp?,
                udp: udp?,
                long_connection: !details.long_connection.is_empty(),
                translated_ip: translated_ip?,
            })
        };
        let mut reading = Self { way, rule: rule(), hosts, period, renews: None, coverage: None, errors };
        reading.renew(desk.renewable.as_ref());
        reading
    }

    /// Takes note of what it prolongs; that must stay what it was.
    fn renew(&mut self, renewable: Option<&Opening>) {
        let (Some(rule), Some(opening)) = (&self.rule, renewable) else { return };
        let Some(old) = opening.rule() else { return };
        if rule.is_the_access_of(old) {
            self.renews = Some(opening.id);
            self.period = self.period.zip(opening.period.ends()).map(|(period, ends)| period.beginning(ends));
            return;
        }
        let field = if rule.sources != old.sources {
            "source_ips"
        } else if rule.destinations != old.destinations {
            self.way.to
        } else if rule.tcp != old.tcp {
            "tcp_ports"
        } else {
            "udp_ports"
        };
        self.errors.add(field, Text::new("ticket-renewal-changes-access").with("access", old.name()));
    }

    /// Beside what the department has: refused where nothing of it is new, or some can't be had.
    pub fn compare(&mut self, there: Vec<Opening>, who: &Actor, now: DateTime<Utc>) {
        let Some(rule) = &self.rule else { return };
        let coverage = Coverage::of(rule, self.renews, there, now);
        if let Some(opening) = coverage.taken().or_else(|| coverage.open()) {
            self.errors.add(self.way.to, opening.is_in_the_way(who, now));
        }
        self.coverage = Some(coverage);
    }

    /// What is asked for, if nothing is refused.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn request(self) -> Result<AccessRequest, Errors> {
        let Self { rule, hosts, period, renews, errors, .. } = self;
        errors.finish(|| Some(AccessRequest { rule: rule?, hosts, valid: period?, renews }))
    }
}

/// Where it leads: names are reached on the internet alone, networks everywhere else.
pub fn destinations(way: Way, typed: &str) -> Result<Destinations, Text> {
    match way.reach {
        Reach::Internet => Destinations::parse(typed),
        Reach::Extranet | Reach::Tenant => IpList::parse(typed, Networks::Allowed).map(Destinations::from),
    }
}

fn sources(typed: &str, ours: bool, facts: &Facts) -> Result<IpList, Text> {
    let list = IpList::parse(typed, Networks::Refused)?;
    let hosts: BTreeSet<Ipv4Addr> = facts.hosts.iter().map(|host| host.floating_ip).collect();
    let foreign = list.addresses().find(|address| ours && !hosts.contains(address));
    match foreign {
        Some(foreign) => Err(Text::new("ticket-floating-ip-foreign").with("address", foreign.to_string())),
        None => Ok(list),
    }
}

/// Which sides are the department's own; one of them must be.
fn sides(details: &AccessDetails, own: &str, errors: &mut Errors) -> (bool, bool) {
    for (field, name) in
        [("source_tenant", &details.source_tenant), ("destination_tenant", &details.destination_tenant)]
    {
        if name.is_empty() {
            errors.add(field, "ticket-tenant-missing");
        }
        errors.take(field, lengths::at_most(name, super::fields::TENANT));
    }
    let ours = (details.source_tenant == own, details.destination_tenant == own);
    if !ours.0 && !ours.1 && !details.source_tenant.is_empty() {
        errors.add("source_tenant", Text::new("ticket-tenant-foreign").with("department", own));
    }
    ours
}

/// Left to the operator, or one of the department's.
fn translated(typed: &str, facts: &Facts) -> Result<Option<Ipv4Addr>, Text> {
    if typed.is_empty() {
        return Ok(None);
    }
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.pool_ips.iter().any(|ip| ip.address == address);
    let foreign = || Text::new("network-translated-ip-foreign").with("address", address.to_string());
    is_theirs.then_some(Some(address)).ok_or_else(foreign)
}

type Ports = Option<Option<PortSet>>;

fn ports(details: &AccessDetails, errors: &mut Errors) -> (Ports, Ports) {
    let tcp = errors.take("tcp_ports", PortSet::parse_optional(&details.tcp_ports));
    let udp = errors.take("udp_ports", PortSet::parse_optional(&details.udp_ports));
    if (&tcp, &udp) == (&Some(None), &Some(None)) {
        errors.add("tcp_ports", "ticket-ports-missing");
    }
    (tcp, udp)
}

fn direction(way: Way, code: &str) -> Result<bool, Text> {
    match code {
        BOTH => Ok(true),
        ONE_WAY => Ok(false),
        _ if !way.is(Reach::Tenant) => Ok(false),
        _ => Err("ticket-direction-missing".into()),
    }
}

/// Access to anything at all: who agreed, and why (spec 2, `consent_email`).
fn give_reasons(form: &TicketForm, desk: &Desk, errors: &mut Errors) {
    let told = form.description.chars().filter(|c| !c.is_whitespace()).count();
    if told < REASON {
        errors.add("description", Text::new("ticket-anywhere-reason").with("count", told).with("least", REASON));
    }
    if !desk.has_file(CONSENT_EMAIL) {
        errors.add(CONSENT_EMAIL, "ticket-anywhere-consent");
    }
}
