//! The fields of a mapping as they are typed.

use super::{
    rows::{MAX_ROWS, is_blank},
    side::Side,
};
use crate::{
    network::{
        access_url::{self, AccessUrl},
        address::{IpList, Networks, parse_ipv4},
        port::Port,
        protocol::Protocol,
    },
    text::Text,
    tickets::{
        details::{MappingDetails, MappingRow},
        filing::{
            form::tidied,
            lengths::{ADDRESSES, FILING_NO, REMARKS, WORD, at_most},
            term,
        },
    },
    web::form::{Change, Errors, FieldReader},
};

/// What is typed, under the names of its side.
#[must_use]
pub fn read(side: Side, fields: &mut FieldReader<'_>) -> MappingDetails {
    MappingDetails {
        public_ip: fields.text(side.ip),
        rows: rows(side, fields),
        filing_no: fields.text("filing_no"),
        whitelist: fields.text("whitelist"),
        long_connection: term::tick(fields, "long_connection"),
        term: term::read(fields),
        remarks: fields.text("remarks"),
    }
}

/// The columns side by side; where one is shorter its cells are empty.
fn rows(side: Side, fields: &mut FieldReader<'_>) -> Vec<MappingRow> {
    let [ports, hosts, internal, protocols, urls] =
        [side.port, "floating_ip", "internal_port", "protocol", "access_url"].map(|name| fields.column(name));
    let count = [&ports, &hosts, &internal, &protocols, &urls].map(Vec::len).into_iter().max().unwrap_or_default();
    let cell = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
    (0..count)
        .map(|row| MappingRow {
            public_port: cell(&ports, row),
            floating_ip: cell(&hosts, row),
            internal_port: cell(&internal, row),
            protocol: cell(&protocols, row),
            access_url: cell(&urls, row),
        })
        .collect()
}

/// Whatever can be read, in its normal form; the kind's own fields alone.
pub fn tidy(side: Side, details: &mut MappingDetails) {
    tidied(&mut details.public_ip, parse_ipv4);
    tidied(&mut details.whitelist, |typed| IpList::parse(typed, Networks::Allowed));
    for row in &mut details.rows {
        tidied(&mut row.public_port, Port::parse);
        tidied(&mut row.floating_ip, parse_ipv4);
        tidied(&mut row.internal_port, Port::parse);
        tidied(&mut row.protocol, str::parse::<Protocol>);
        tidied(&mut row.access_url, AccessUrl::parse);
    }
    for text in [&mut details.filing_no, &mut details.remarks] {
        *text = text.trim().to_owned();
    }
    term::tidy(&mut details.term);
    if side.is_internet() {
        details.long_connection.clear();
    } else {
        details.filing_no.clear();
        details.rows.iter_mut().for_each(|row| row.access_url.clear());
    }
}

/// Notes every field that is longer than what can be kept of it.
pub fn check_lengths(side: Side, details: &MappingDetails, errors: &mut Errors) {
    let mut check = |field: String, value: &str, limit: usize| {
        errors.take(field, at_most(value, limit));
    };
    check(side.ip.to_owned(), &details.public_ip, WORD);
    for (number, row) in (1..).zip(&details.rows) {
        check(format!("{}-{number}", side.port), &row.public_port, WORD);
        check(format!("floating_ip-{number}"), &row.floating_ip, WORD);
        check(format!("internal_port-{number}"), &row.internal_port, WORD);
        check(format!("protocol-{number}"), &row.protocol, WORD);
        check(format!("access_url-{number}"), &row.access_url, access_url::MAX_LENGTH);
    }
    check("whitelist".to_owned(), &details.whitelist, ADDRESSES);
    check("filing_no".to_owned(), &details.filing_no, FILING_NO);
    check("remarks".to_owned(), &details.remarks, REMARKS);
    term::check_lengths(&details.term, errors);
}

/// What was pasted and found no room.
pub fn check_rows(pasted_rows: &str, errors: &mut Errors) {
    let left = pasted_rows.lines().count();
    if left > 0 {
        errors.add("pasted_rows", Text::new("ticket-rows-too-many").with("limit", MAX_ROWS).with("left", left));
    }
}

/// Where the ticket, as it is now, differs from what was typed.
#[must_use]
pub fn differences(side: Side, now: &MappingDetails, typed: &MappingDetails) -> Vec<Change> {
    let change =
        |label: &'static str, now: &str, typed: &str| Change { label, now: now.to_owned(), typed: typed.to_owned() };
    vec![
        change(side.ip_label, &now.public_ip, &typed.public_ip),
        change("ticket-field-mappings", &lines(now), &lines(typed)),
        change("ticket-field-whitelist", &now.whitelist, &typed.whitelist),
        change("ticket-field-valid-until", &now.term.valid_until, &typed.term.valid_until),
        change("ticket-field-filing-no", &now.filing_no, &typed.filing_no),
        change("ticket-field-remarks", &now.remarks, &typed.remarks),
    ]
}

fn lines(details: &MappingDetails) -> String {
    let line = |row: &MappingRow| {
        let MappingRow { public_port, floating_ip, internal_port, protocol, access_url } = row;
        format!("{public_port} \u{2192} {floating_ip}:{internal_port} {protocol} {access_url}").trim_end().to_owned()
    };
    let typed = details.rows.iter().filter(|row| !is_blank(row));
    typed.map(line).collect::<Vec<_>>().join("\n")
}
