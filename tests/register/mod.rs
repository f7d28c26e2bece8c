//! The register of ports, 端口台账 (spec 2, "Ports and policies").

mod addresses;
mod entries;
mod lists;
mod questions;
mod round;

use crate::{
    access::{one, run},
    support::{Browser, TestApp},
};

const PATH: &str = "/network/ports";

/// A completed ticket for the first application of its filer's department; its id.
fn ticket(app: &TestApp, filer: &str, number: &str, need: &str) -> String {
    run(
        app,
        &format!(
            "INSERT INTO tickets (number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
                                  contact_email, description, details, clock_left_seconds, submitted_at, search_text, opened)
             SELECT '{number}', 'internet-mapping', 'completed', a.id, u.department_id, u.ticket_group_id, u.id, u.phone, u.email,
                    '{need}', '{{}}', 0, now(), '{number} ' || a.name || ' {need}', true
             FROM users u JOIN applications a ON a.department_id = u.department_id
             WHERE u.username = '{filer}' ORDER BY a.id LIMIT 1"
        ),
    );
    one(app, &format!("SELECT id FROM tickets WHERE number = '{number}'"))
}

/// What a mapping is, beside the usual.
struct Mapping {
    pool_ip: &'static str,
    port: u16,
    host: &'static str,
    whitelist: &'static str,
    state: &'static str,
    /// In SQL.
    valid: &'static str,
    opened_at: &'static str,
}

const MAPPING: Mapping = Mapping {
    pool_ip: "203.0.113.18",
    port: 9443,
    host: "10.20.6.31",
    whitelist: "",
    state: "active",
    valid: "tstzrange(now() - interval '1 hour', NULL)",
    opened_at: "now()",
};

/// A mapping on a ticket of its own; the ticket's number.
fn mapping(app: &TestApp, filer: &str, mapping: &Mapping) -> String {
    let Mapping { pool_ip, port, host, whitelist, state, valid, opened_at } = mapping;
    let number = format!("GD20261130{port}");
    let id = ticket(app, filer, &number, "供市州值班人员查看险情");
    run(
        app,
        &format!(
            "INSERT INTO port_mappings (ticket_id, row_number, department_id, application_id, pool_ip, protocol, public_port,
                                        floating_ip, internal_port, whitelist, valid, state, opened_by_id, opened_at, ended_at, end_reason)
             SELECT t.id, 1, t.department_id, t.application_id, '{pool_ip}', 'tcp', {port}, '{host}', 8443, '{whitelist}',
                    {valid}, '{state}', (SELECT id FROM users WHERE username = 'ops.engineer'), {opened_at},
                    CASE WHEN '{state}' IN ('to_remove', 'removed') THEN now() END,
                    CASE WHEN '{state}' IN ('to_remove', 'removed') THEN 'period_over' END
             FROM tickets t WHERE t.id = {id}"
        ),
    );
    number
}

/// An access policy on a ticket of its own; the ticket's number.
fn policy(app: &TestApp, number: &str, kind: &str, from: &str, to: &str, both_ways: bool) -> String {
    let id = ticket(app, "yj.user", number, "一张图与对端系统交换数据");
    let ranges = if to == "*" { "'{(,)}'".to_owned() } else { format!("ranges_of('{to}')") };
    let translated = if kind == "extranet-access" { "'59.0.2.18'" } else { "NULL" };
    run(
        app,
        &format!(
            "INSERT INTO access_policies (ticket_id, department_id, application_id, kind, sources, destinations, both_ways, tcp_ports,
                                          translated_ip, source_ranges, destination_ranges, valid, state, opened_at)
             SELECT t.id, t.department_id, t.application_id, '{kind}', '{from}', '{to}', {both_ways}, '443', {translated},
                    ranges_of('{from}'), {ranges}, tstzrange(now() - interval '1 hour', NULL), 'active', now()
             FROM tickets t WHERE t.id = {id}"
        ),
    );
    number.to_owned()
}

/// The tickets that the list shows, in its order.
fn listed(browser: &Browser, query: &str) -> Vec<String> {
    let page = browser.get(&format!("{PATH}?{query}")).is_ok();
    page.texts("main tbody tr td:nth-child(4) > .mono")
}

fn encoded(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}
