//! What one row says, and what is true of its ports.

use std::net::Ipv4Addr;

use chrono::NaiveDate;

use super::side::Side;
use crate::{
    calendar,
    network::{
        access_url::AccessUrl,
        address::parse_ipv4,
        mapping::{self, Mapping},
        port::Port,
        protocol::Protocol,
        queries::{Facts, Occupancy},
        risk::{RiskPort, RiskTable, Verdict},
    },
    policy::Actor,
    text::Text,
    tickets::details::MappingRow,
    web::form::Errors,
};

/// Public ports of web services, whose address must be told for TCP.
const WEB_PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// One row of it.
#[derive(Clone, Debug, Default)]
pub struct RowReading {
    pub(super) errors: Errors,
    /// The row, where its ports and addresses can be read.
    pub(super) asked: Option<mapping::MappingRow>,
    /// Of its port.
    field: &'static str,
    pub risk: Option<Risk>,
    pub mark: Option<Mark>,
}

/// A high-risk port of a row.
#[derive(Clone, Debug)]
pub struct Risk {
    pub port: Port,
    pub of: RiskPort,
    pub refused: bool,
}

/// What submitting would do to a row (spec 2, "Preview").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    New,
    /// Goes on where what it prolongs ends: from that day on.
    Renewal(NaiveDate),
    /// Opened already, by the ticket of that number.
    Open(String),
    Taken(Text),
}

/// The first guarded port of a form: why it needs more than others.
#[derive(Clone, Debug)]
pub struct Guarded {
    port: Port,
    service: String,
}

impl Guarded {
    #[must_use]
    pub fn because(&self, key: &'static str) -> Text {
        Text::new(key).with("port", self.port.to_string()).with("service", self.service.as_str())
    }
}

impl RowReading {
    pub(super) fn of(side: Side, number: i32, row: &MappingRow, public_ip: Option<Ipv4Addr>, facts: &Facts) -> Self {
        let mut errors = Errors::default();
        let at = |name: &str| format!("{name}-{number}");
        let public = errors.take(at(side.port), Port::parse(&row.public_port));
        let host = errors.take(at("floating_ip"), read_host(&row.floating_ip, facts));
        let internal = errors.take(at("internal_port"), Port::parse(&row.internal_port));
        let protocol = errors.take(at("protocol"), row.protocol.parse::<Protocol>());
        let needs_url = public.filter(|_| side.is_internet() && protocol == Some(Protocol::Tcp));
        let url = errors.take(at("access_url"), read_url(&row.access_url, needs_url));
        let risk = Risk::of(side, public, internal, &facts.risks);
        if let Some(risk) = risk.as_ref().filter(|risk| risk.refused) {
            let field = if Some(risk.port) == public { side.port } else { "internal_port" };
            errors.add(at(field), risk.says("ticket-port-refused"));
        }
        let asked = || {
            Some(mapping::MappingRow {
                number,
                pool_ip: public_ip?,
                protocol: protocol?,
                public_port: public?,
                floating_ip: host?,
                internal_port: internal?,
                access_url: url.unwrap_or_default(),
                whitelist: None,
                long_connection: false,
                renews: None,
            })
        };
        Self { asked: asked(), field: side.port, errors, risk, mark: None }
    }

    /// Takes note of what the row prolongs; that must lead where it led.
    pub(super) fn renew(&mut self, renewable: &[&Mapping]) {
        let Some(asked) = &mut self.asked else { return };
        let Some(old) = renewable.iter().find(|mapping| asked.is_the_port_of(mapping)) else { return };
        if asked.leads_where(old) {
            asked.renews = old.period.ends().map(|ends| mapping::Renewed { mapping: old.id, ends });
            return;
        }
        let target = format!("{}:{}", old.floating_ip, old.internal_port);
        let field = if asked.floating_ip == old.floating_ip { "internal_port" } else { "floating_ip" };
        let says = Text::new("ticket-renewal-leads-elsewhere").with("target", target);
        self.errors.add(format!("{field}-{}", asked.number), says);
        self.asked = None;
    }

    pub(super) fn guarded(&self) -> Option<Guarded> {
        let risk = self.risk.as_ref().filter(|risk| !risk.refused)?;
        Some(Guarded { port: risk.port, service: risk.of.service.to_string() })
    }

    pub(super) fn mark(&mut self, found: Occupancy, who: &Actor) {
        let Some(asked) = &self.asked else { return };
        let field = format!("{}-{}", self.field, asked.number);
        self.mark = Some(match found {
            Occupancy::New => asked.renews.map_or(Mark::New, |renewed| Mark::Renewal(calendar::date_of(renewed.ends))),
            Occupancy::Open(mapping) => {
                let says = Text::new("ticket-row-open-already").with("port", asked.public_port.to_string());
                self.errors.add(field, says.with("ticket", mapping.ticket_number.as_str()));
                Mark::Open(mapping.life.ticket_number)
            }
            Occupancy::Taken(conflict) => {
                let says = conflict.says(who);
                self.errors.add(field, says.clone());
                Mark::Taken(says)
            }
        });
    }
}

impl Risk {
    fn of(side: Side, public: Option<Port>, internal: Option<Port>, risks: &RiskTable) -> Option<Self> {
        let (some, other) = (public.or(internal)?, internal.or(public)?);
        let (of, refused) = match risks.judge(side.pool, some, other) {
            Verdict::Harmless => return None,
            Verdict::Guarded(of) => (of, false),
            Verdict::Refused(of) => (of, true),
        };
        let port = if of.ports.contains(some) { some } else { other };
        Some(Self { port, of: of.clone(), refused })
    }

    /// The port with its service.
    #[must_use]
    pub fn says(&self, key: &'static str) -> Text {
        Text::new(key).with("port", self.port.to_string()).with("service", self.of.service.as_ref())
    }
}

fn read_host(typed: &str, facts: &Facts) -> Result<Ipv4Addr, Text> {
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.hosts.iter().any(|host| host.floating_ip == address);
    is_theirs
        .then_some(address)
        .ok_or_else(|| Text::new("ticket-floating-ip-foreign").with("address", address.to_string()))
}

/// The address of a site; one on a web port over TCP must tell it.
fn read_url(typed: &str, over_tcp: Option<Port>) -> Result<String, Text> {
    if !typed.is_empty() {
        return AccessUrl::parse(typed).map(|url| url.as_str().to_owned());
    }
    match over_tcp.filter(|port| WEB_PORTS.contains(&port.get())) {
        Some(port) => Err(Text::new("ticket-access-url-missing").with("port", port.to_string())),
        None => Ok(String::new()),
    }
}

/// The same port twice in one form: the second is refused.
pub(super) fn refuse_twins(side: Side, rows: &mut [RowReading]) {
    for second in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(second);
        let Some(asked) = rest[0].asked.as_ref() else { continue };
        let is_twin = |row: &&RowReading| {
            row.asked.as_ref().is_some_and(|it| (it.protocol, it.public_port) == (asked.protocol, asked.public_port))
        };
        if let Some(first) = before.iter().find(is_twin).and_then(|row| row.asked.as_ref()) {
            let says =
                Text::new("ticket-row-twice").with("port", asked.public_port.to_string()).with("row", first.number);
            let field = format!("{}-{}", side.port, asked.number);
            rest[0].errors.add(field, says);
        }
    }
}
