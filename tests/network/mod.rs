//! Addresses, ports and hosts.

mod holds;

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::{BigInt, Text}};
use yunwu::network::commands::TicketPorts;

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
