//! What a form says, with every refusal at its field (spec 2, `internet-mapping`).

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};

use super::{
    form::{APPROVAL_FILE, FILING_FILE, MappingForm},
    lengths,
    row_reading::{Guarded, RowReading, refuse_twins},
    validity,
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
    tickets::{around::Copies, contact, details::MappingDetails, kind::Kind, purpose::Purpose},
    web::form::Errors,
};

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

/// What can't be wrong any more: ports to hold, and until when.
#[derive(Clone, Debug)]
pub struct MappingRequest {
    pub rows: Vec<mapping::MappingRow>,
    pub valid: Period,
}

impl Reading {
    #[must_use]
    pub fn of(form: &MappingForm, facts: &Facts, evidence: Evidence, now: DateTime<Utc>) -> Self {
        let (mut before, mut after) = (Errors::default(), Errors::default());
        let details = &form.details;
        before.take("description", Purpose::parse(Kind::InternetMapping, &form.description));
        before.take("contact_phone", contact::phone(&form.contact_phone));
        before.take("contact_email", contact::email(&form.contact_email));
        before.take("cc_emails", Copies::parse(&form.cc_emails));
        let public_ip = before.take("public_ip", read_public_ip(&details.public_ip, facts));
        let mut rows: Vec<RowReading> =
            (1..).zip(&details.rows).map(|(number, row)| RowReading::of(number, row, public_ip, facts)).collect();
        refuse_twins(&mut rows);
        let renewable = facts.renewable(&details.renews, now);
        for row in &mut rows {
            row.renew(&renewable);
        }
        lengths::check_rows(form, &mut after);
        let guarded = rows.iter().find_map(RowReading::guarded);
        let whitelist = read_whitelist(&details.whitelist, guarded.as_ref(), &mut after);
        for asked in rows.iter_mut().filter_map(|row| row.asked.as_mut()) {
            asked.whitelist.clone_from(&whitelist);
        }
        let renewed = rows.iter().filter_map(|row| row.asked.as_ref()?.renews).map(|renewed| renewed.ends).max();
        let bounds = validity::Bounds { now, renewed, most_days: facts.high_risk_days };
        let period = validity::read(details, guarded.as_ref(), bounds, &mut after);
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

fn read_public_ip(typed: &str, facts: &Facts) -> Result<Ipv4Addr, Text> {
    if facts.public_ips.is_empty() {
        return Err("ticket-public-ip-none".into());
    }
    if typed.is_empty() {
        return Err("ticket-public-ip-missing".into());
    }
    let address = parse_ipv4(typed)?;
    let is_theirs = facts.public_ips.iter().any(|ip| ip.address == address);
    is_theirs
        .then_some(address)
        .ok_or_else(|| Text::new("ticket-public-ip-foreign").with("address", address.to_string()))
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
