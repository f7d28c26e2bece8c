//! The fields of a return as they are typed.

use crate::{
    network::address::{IpList, Networks},
    tickets::{
        details::ServerRecycleDetails,
        filing::{
            form::tidied,
            lengths::{ADDRESSES, REMARKS, WORD, at_most},
            term,
            validity::parse_day,
        },
    },
    web::form::{Change, Errors, FieldReader},
};

/// What is typed.
#[must_use]
pub fn read(fields: &mut FieldReader<'_>) -> ServerRecycleDetails {
    ServerRecycleDetails {
        floating_ips: fields.text("floating_ips"),
        recycle_date: fields.text("recycle_date"),
        backup_confirmed: term::tick(fields, "backup_confirmed"),
        remarks: fields.text("remarks"),
    }
}

/// Whatever can be read, in its normal form.
pub fn tidy(details: &mut ServerRecycleDetails) {
    tidied(&mut details.floating_ips, |typed| IpList::parse(typed, Networks::Refused));
    tidied(&mut details.recycle_date, parse_day);
    details.remarks = details.remarks.trim().to_owned();
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(details: &ServerRecycleDetails, errors: &mut Errors) {
    errors.take("floating_ips", at_most(&details.floating_ips, ADDRESSES));
    errors.take("recycle_date", at_most(&details.recycle_date, WORD));
    errors.take("remarks", at_most(&details.remarks, REMARKS));
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(now: &ServerRecycleDetails, typed: &ServerRecycleDetails) -> Vec<Change> {
    let change = |label: &'static str, of: fn(&ServerRecycleDetails) -> &String| Change {
        label,
        now: of(now).clone(),
        typed: of(typed).clone(),
    };
    vec![
        change("ticket-field-hosts-to-recycle", |it| &it.floating_ips),
        change("ticket-field-recycle-date", |it| &it.recycle_date),
        change("ticket-field-remarks", |it| &it.remarks),
    ]
}
