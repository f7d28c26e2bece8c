//! Addresses, ports and hosts.

mod address_lists;
mod addresses;
mod holds;
mod host_imports;
mod hosts;
mod pools;
mod risk_ports;
mod vpcs;

use std::net::Ipv4Addr;

use chrono::Utc;
use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};
use yunwu::{
    network::{
        commands::{self, TicketPorts},
        mapping::MappingRow,
        period::Period,
        port::Port,
        protocol::Protocol,
    },
    policy::Actor,
};

use crate::support::TestApp;

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    department_id: i64,
    #[diesel(sql_type = BigInt)]
    application_id: i64,
}

/// A ticket waiting for the operators, for the first application of its filer's department.
pub fn ticket_of(app: &TestApp, filer: &str, number: &str) -> TicketPorts {
    let stored: Stored = sql_query(
        "INSERT INTO tickets (number, kind, state, application_id, department_id, ticket_group_id, filer_id, contact_phone,
                              contact_email, description, details, clock_left_seconds, clock_since, due_at, submitted_at, search_text)
         SELECT $1, 'internet-mapping', 'pending', a.id, u.department_id, u.ticket_group_id, u.id, u.phone, u.email, '', '{}',
                259200, now(), now() + interval '3 days', now(), ''
         FROM users u JOIN applications a ON a.department_id = u.department_id
         WHERE u.username = $2 ORDER BY a.id LIMIT 1
         RETURNING id, department_id, application_id",
    )
    .bind::<Text, _>(number)
    .bind::<Text, _>(filer)
    .get_result(&mut app.sql())
    .unwrap();
    TicketPorts { ticket: stored.id, department: stored.department_id, application: stored.application_id }
}

/// A port of 203.0.113.18 that leads to 10.20.6.31:8443 for ever, held.
pub fn hold_port(app: &TestApp, ticket: TicketPorts, public_port: u16) {
    let row = MappingRow {
        number: 1,
        pool_ip: Ipv4Addr::new(203, 0, 113, 18),
        protocol: Protocol::Tcp,
        public_port: Port::new(public_port).unwrap(),
        floating_ip: Ipv4Addr::new(10, 20, 6, 31),
        internal_port: Port::new(8443).unwrap(),
        access_url: String::new(),
        whitelist: None,
        long_connection: false,
        renews: None,
    };
    let for_ever = Period::without_end(Utc::now());
    let held = app.db().transact(|tx| commands::hold(tx, &ticket, &[row], for_ever, Utc::now())).unwrap();
    assert_eq!(held, Ok(()));
}

/// The same, opened.
pub fn open_port(app: &TestApp, ticket: TicketPorts, public_port: u16) {
    hold_port(app, ticket, public_port);
    app.db().transact(|tx| commands::open(tx, ticket.ticket, &Actor::system(), Utc::now())).unwrap();
}

/// The same, and cancelled again.
pub fn cancelled_port(app: &TestApp, ticket: TicketPorts, public_port: u16) {
    open_port(app, ticket, public_port);
    app.db().transact(|tx| commands::cancel(tx, &Actor::system(), ticket.ticket, Utc::now())).unwrap();
}
