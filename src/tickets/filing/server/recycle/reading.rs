//! What a form of a return says, with every refusal at its field.

use std::net::Ipv4Addr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    calendar,
    network::{
        address::{IpList, Networks},
        machine::Plan,
    },
    text::Text,
    tickets::{
        details::ServerRecycleDetails,
        filing::{
            lengths::{self, at_most},
            server::{PlanRequest, Reading, Stock},
            validity::parse_day,
        },
    },
    web::form::Errors,
};

const HOSTS: &str = "floating_ips";

/// What `details` say, after the errors that its form has before them; `own_ticket` stands in nobody's way.
#[must_use]
pub fn reading_of(
    details: &ServerRecycleDetails,
    stock: &Stock,
    own_ticket: Option<i64>,
    before: Errors,
    now: DateTime<Utc>,
) -> Reading {
    let mut errors = before;
    let hosts = errors.take(HOSTS, hosts(&details.floating_ips, stock, own_ticket));
    errors.take("recycle_date", date(&details.recycle_date, calendar::date_of(now)));
    if details.backup_confirmed.is_empty() {
        errors.add("backup_confirmed", "ticket-backup-unconfirmed");
    }
    errors.take("remarks", at_most(&details.remarks, lengths::REMARKS));
    let plan = hosts.map(|hosts| PlanRequest { plan: Plan::Recycle, hosts, field: HOSTS });
    Reading { errors, plan, leading: None }
}

/// The first that can't be returned is named.
fn hosts(typed: &str, stock: &Stock, own_ticket: Option<i64>) -> Result<Vec<Ipv4Addr>, Text> {
    let list = IpList::parse(typed, Networks::Refused)?;
    list.addresses().map(|address| stock.free_host(address, own_ticket).map(|host| host.floating_ip)).collect()
}

fn date(typed: &str, today: NaiveDate) -> Result<NaiveDate, Text> {
    if typed.is_empty() {
        return Err("ticket-recycle-date-missing".into());
    }
    let day = parse_day(typed)?;
    if day < today { Err(Text::new("ticket-recycle-date-past").with("today", today)) } else { Ok(day) }
}

#[cfg(test)]
mod tests;
