//! What a mapping's form says, with every refusal at its field (spec 2, `internet-mapping`, `extranet-mapping`).

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};

use super::{
    fields::check_rows,
    row_reading::{Guarded, RowReading, refuse_twins},
    side::Side,
};
use crate::{
    network::{
        address::{IpList, Networks, parse_ipv4},
        free_ports::FILED_PORTS,
        mapping,
        period::Period,
        port::Port,
        queries::{Facts, Occupancy},
    },
    policy::Actor,
    text::Text,
    tickets::{
        details::MappingDetails,
        filing::{
            desk::Desk,
            form::{APPROVAL_FILE, FILING_FILE, TicketForm},
            lengths,
            validity::{self, Demand},
        },
    },
    web::form::Errors,
};

/// The form read; refusals before, in and after its rows.
#[derive(Clone, Debug)]
pub struct Reading {
    before: Errors,
    pub rows: Vec<RowReading>,
    after: Errors,
    period: Option<Period>,
    now: DateTime<Utc>,
}

/// What can't be wrong any more: ports to hold, and until when.
#[derive(Clone, Debug)]
pub struct MappingRequest {
    pub rows: Vec<mapping::MappingRow>,
    pub valid: Period,
}

impl Reading {
    /// What `details` say, after the errors that its form has before them.
    #[must_use]
    pub fn of(form: &TicketForm, details: &MappingDetails, desk: &Desk, before: Errors, now: DateTime<Utc>) -> Self {
        let (side, facts) = (Side::of(form.details.kind()), &desk.facts);
        let (mut before, mut after) = (before, Errors::default());
        let public_ip = before.take(side.ip, read_pool_ip(side, &details.public_ip, facts));
        let mut rows: Vec<RowReading> =
            (1..).zip(&details.rows).map(|(number, row)| RowReading::of(side, number, row, public_ip, facts)).collect();
        refuse_twins(side, &mut rows);
        let renewable = facts.renewable(&details.term.renews, now);
        for row in &mut rows {
            row.renew(&renewable);
        }
        check_rows(&form.pasted_rows, &mut after);
        let guarded = rows.iter().find_map(RowReading::guarded);
        let whitelist = read_whitelist(&details.whitelist, guarded.as_ref(), &mut after);
        for asked in rows.iter_mut().filter_map(|row| row.asked.as_mut()) {
            asked.whitelist.clone_from(&whitelist);
            asked.long_connection = !details.long_connection.is_empty();
        }
        let renewed = rows.iter().filter_map(|row| row.asked.as_ref()?.renews).map(|renewed| renewed.ends).max();
        let demand = guarded.as_ref().map(|guarded| guarded.demands(facts.high_risk_days));
        let bounds = validity::Bounds { now, renewed };
        let period = validity::read(&details.term, demand.as_ref(), bounds, &mut after);
        if let Some(guarded) = guarded.filter(|_| !desk.has_file(APPROVAL_FILE)) {
            after.add(APPROVAL_FILE, guarded.because("ticket-approval-file-missing"));
        }
        if side.is_internet() {
            read_filing(details, desk.has_file(FILING_FILE), &mut after);
        }
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

fn read_pool_ip(side: Side, typed: &str, facts: &Facts) -> Result<Ipv4Addr, Text> {
    if facts.pool_ips.is_empty() {
        return Err(side.ip_none.into());
    }
    if typed.is_empty() {
        return Err(side.ip_missing.into());
    }
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.pool_ips.iter().any(|ip| ip.address == address);
    is_theirs.then_some(address).ok_or_else(|| Text::new(side.ip_foreign).with("address", address.to_string()))
}

impl Guarded {
    /// It must end, and soon.
    fn demands(&self, days: u64) -> Demand {
        Demand {
            no_end: self.because("ticket-validity-high-risk").with("days", days),
            near: Some((days, self.because("ticket-valid-until-too-late").with("days", days))),
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
fn read_filing(details: &MappingDetails, has_file: bool, errors: &mut Errors) {
    let ports = details.rows.iter().filter_map(|row| Port::parse(&row.public_port).ok());
    let filed = ports.into_iter().find(|port| FILED_PORTS.contains(&port.get()));
    let because = |key: &'static str, port: Port| Text::new(key).with("port", port.to_string());
    if let Some(port) = filed.filter(|_| details.filing_no.is_empty()) {
        errors.add("filing_no", because("ticket-filing-no-missing", port));
    }
    errors.take("filing_no", lengths::at_most(&details.filing_no, lengths::FILING_NO));
    if let Some(port) = filed.filter(|_| !has_file) {
        errors.add(FILING_FILE, because("ticket-filing-file-missing", port));
    }
}
