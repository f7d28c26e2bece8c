//! What a form says, with every refusal at its field (spec 2, `internet-mapping`).

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};

use super::{form::{APPROVAL_FILE, FILING_FILE, MappingForm}, lengths, validity};
use crate::{
    network::{
        access_url::AccessUrl,
        address::{IpList, Networks, parse_ipv4},
        free_ports::FILED_PORTS,
        mapping,
        period::Period,
        pool::Pool,
        port::Port,
        protocol::Protocol,
        queries::{HostChoice, Occupancy, PoolIp},
        risk::{RiskPort, RiskTable, Verdict},
    },
    policy::Actor,
    text::Text,
    tickets::{
        contact,
        details::{MappingDetails, MappingRow},
        kind::Kind,
        purpose::Purpose,
    },
    web::form::Errors,
};

/// Public ports of web services, whose address must be told for TCP.
const WEB_PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// What is true of a department when its form is read.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub public_ips: Vec<PoolIp>,
    pub hosts: Vec<HostChoice>,
    pub risks: RiskTable,
    /// For how many days at most a high-risk port is mapped.
    pub high_risk_days: u64,
}

/// Which papers lie with the form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    pub filing: bool,
    pub approval: bool,
}

/// The form read; refusals before, in and after its rows.
#[derive(Clone, Debug)]
pub struct Reading {
    before: Errors,
    pub rows: Vec<RowReading>,
    after: Errors,
    period: Option<Period>,
    now: DateTime<Utc>,
}

/// One row of it.
#[derive(Clone, Debug, Default)]
pub struct RowReading {
    errors: Errors,
    /// The row, where its ports and addresses can be read.
    asked: Option<mapping::MappingRow>,
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

/// What can't be wrong any more: ports to hold, and until when.
#[derive(Clone, Debug)]
pub struct MappingRequest {
    pub rows: Vec<mapping::MappingRow>,
    pub valid: Period,
}

impl Guarded {
    #[must_use]
    pub fn because(&self, key: &'static str) -> Text {
        Text::new(key).with("port", self.port.to_string()).with("service", self.service.as_str())
    }
}

impl Reading {
    #[must_use]
    pub fn of(form: &MappingForm, facts: &Facts, evidence: Evidence, now: DateTime<Utc>) -> Self {
        let (mut before, mut after) = (Errors::default(), Errors::default());
        let details = &form.details;
        before.take("description", Purpose::parse(Kind::InternetMapping, &form.description));
        before.take("contact_phone", contact::phone(&form.contact_phone));
        before.take("contact_email", contact::email(&form.contact_email));
        let public_ip = before.take("public_ip", read_public_ip(&details.public_ip, facts));
        let mut rows: Vec<RowReading> =
            (1..).zip(&details.rows).map(|(number, row)| RowReading::of(number, row, public_ip, facts)).collect();
        refuse_twins(&mut rows);
        lengths::check_rows(form, &mut after);
        let guarded = rows.iter().find_map(RowReading::guarded);
        let whitelist = read_whitelist(&details.whitelist, guarded.as_ref(), &mut after);
        for asked in rows.iter_mut().filter_map(|row| row.asked.as_mut()) {
            asked.whitelist.clone_from(&whitelist);
        }
        let period = validity::read(details, guarded.as_ref(), facts.high_risk_days, now, &mut after);
        if let Some(guarded) = guarded.filter(|_| !evidence.approval) {
            after.add(APPROVAL_FILE, guarded.because("ticket-approval-file-missing"));
        }
        read_filing(details, evidence, &mut after);
        after.take("remarks", lengths::at_most(&details.remarks, lengths::REMARKS));
        Self { before, rows, after, period, now }
    }

    /// The rows that can be looked up, and for when.
    #[must_use]
    pub fn asked(&self) -> (Vec<mapping::MappingRow>, Period) {
        let rows = self.rows.iter().filter_map(|row| row.asked.clone()).collect();
        (rows, self.period.unwrap_or(Period::without_end(self.now)))
    }

    /// Notes who has the ports of the rows that [`Self::asked`] gave, in its order.
    pub fn mark(&mut self, found: Vec<Occupancy>, who: &Actor) {
        for (row, found) in self.rows.iter_mut().filter(|row| row.asked.is_some()).zip(found) {
            row.mark(found, who);
        }
    }

    /// How many rows are high-risk.
    #[must_use]
    pub fn risky(&self) -> usize {
        self.rows.iter().filter(|row| row.risk.is_some()).count()
    }

    /// Every refusal, in the order of the fields.
    #[must_use]
    pub fn errors(&self) -> Errors {
        let mut all = self.before.clone();
        for row in &self.rows {
            all.append(row.errors.clone());
        }
        all.append(self.after.clone());
        all
    }

    /// What is asked for, if nothing is refused.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn request(self) -> Result<MappingRequest, Errors> {
        let (errors, period) = (self.errors(), self.period);
        let rows: Option<Vec<_>> = self.rows.into_iter().map(|row| row.asked).collect();
        errors.finish(|| Some(MappingRequest { rows: rows?, valid: period? }))
    }
}

impl RowReading {
    fn of(number: i32, row: &MappingRow, public_ip: Option<Ipv4Addr>, facts: &Facts) -> Self {
        let mut errors = Errors::default();
        let at = |name: &str| format!("{name}-{number}");
        let public = errors.take(at("public_port"), Port::parse(&row.public_port));
        let host = errors.take(at("floating_ip"), read_host(&row.floating_ip, facts));
        let internal = errors.take(at("internal_port"), Port::parse(&row.internal_port));
        let protocol = errors.take(at("protocol"), row.protocol.parse::<Protocol>());
        let url = errors.take(at("access_url"), read_url(&row.access_url, protocol, public));
        let risk = Risk::of(public, internal, &facts.risks);
        if let Some(risk) = risk.as_ref().filter(|risk| risk.refused) {
            let field = if Some(risk.port) == public { "public_port" } else { "internal_port" };
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
            })
        };
        Self { asked: asked(), errors, risk, mark: None }
    }

    fn guarded(&self) -> Option<Guarded> {
        let risk = self.risk.as_ref().filter(|risk| !risk.refused)?;
        Some(Guarded { port: risk.port, service: risk.of.service.to_string() })
    }

    fn mark(&mut self, found: Occupancy, who: &Actor) {
        let Some(asked) = &self.asked else { return };
        let field = format!("public_port-{}", asked.number);
        self.mark = Some(match found {
            Occupancy::New => Mark::New,
            Occupancy::Open(mapping) => {
                let says = Text::new("ticket-row-open-already").with("port", asked.public_port.to_string());
                self.errors.add(field, says.with("ticket", mapping.ticket_number.as_str()));
                Mark::Open(mapping.ticket_number)
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
    fn of(public: Option<Port>, internal: Option<Port>, risks: &RiskTable) -> Option<Self> {
        let (some, other) = (public.or(internal)?, internal.or(public)?);
        let (of, refused) = match risks.judge(Pool::Internet, some, other) {
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

fn read_public_ip(typed: &str, facts: &Facts) -> Result<Ipv4Addr, Text> {
    if facts.public_ips.is_empty() {
        return Err("ticket-public-ip-none".into());
    }
    if typed.is_empty() {
        return Err("ticket-public-ip-missing".into());
    }
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.public_ips.iter().any(|ip| ip.address == address);
    is_theirs.then_some(address).ok_or_else(|| Text::new("ticket-public-ip-foreign").with("address", address.to_string()))
}

fn read_host(typed: &str, facts: &Facts) -> Result<Ipv4Addr, Text> {
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.hosts.iter().any(|host| host.floating_ip == address);
    is_theirs.then_some(address).ok_or_else(|| Text::new("ticket-floating-ip-foreign").with("address", address.to_string()))
}

fn read_url(typed: &str, protocol: Option<Protocol>, public: Option<Port>) -> Result<String, Text> {
    if !typed.is_empty() {
        return AccessUrl::parse(typed).map(|url| url.as_str().to_owned());
    }
    match public.filter(|port| protocol == Some(Protocol::Tcp) && WEB_PORTS.contains(&port.get())) {
        Some(port) => Err(Text::new("ticket-access-url-missing").with("port", port.to_string())),
        None => Ok(String::new()),
    }
}

/// The same port twice in one form: the second is refused.
fn refuse_twins(rows: &mut [RowReading]) {
    for second in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(second);
        let Some(asked) = rest[0].asked.as_ref() else { continue };
        let is_twin = |row: &&RowReading| {
            row.asked.as_ref().is_some_and(|it| (it.protocol, it.public_port) == (asked.protocol, asked.public_port))
        };
        if let Some(first) = before.iter().find(is_twin).and_then(|row| row.asked.as_ref()) {
            let says = Text::new("ticket-row-twice").with("port", asked.public_port.to_string()).with("row", first.number);
            let field = format!("public_port-{}", asked.number);
            rest[0].errors.add(field, says);
        }
    }
}

fn read_whitelist(typed: &str, guarded: Option<&Guarded>, errors: &mut Errors) -> Option<IpList> {
    let list = errors.take("whitelist", IpList::parse_optional(typed, Networks::Allowed))?;
    if let (None, Some(guarded)) = (&list, guarded) {
        errors.add("whitelist", guarded.because("ticket-whitelist-missing"));
    }
    list
}

/// Ports that the carriers open only once the site is filed.
fn read_filing(details: &MappingDetails, evidence: Evidence, errors: &mut Errors) {
    let ports = details.rows.iter().filter_map(|row| Port::parse(&row.public_port).ok());
    let filed = ports.into_iter().find(|port| FILED_PORTS.contains(&port.get()));
    let because = |key: &'static str, port: Port| Text::new(key).with("port", port.to_string());
    if let Some(port) = filed.filter(|_| details.filing_no.is_empty()) {
        errors.add("filing_no", because("ticket-filing-no-missing", port));
    }
    errors.take("filing_no", lengths::at_most(&details.filing_no, lengths::FILING_NO));
    if let Some(port) = filed.filter(|_| !evidence.filing) {
        errors.add(FILING_FILE, because("ticket-filing-file-missing", port));
    }
}
