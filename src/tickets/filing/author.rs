//! What is known of whoever fills in a form, all in one query.

use std::collections::HashMap;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Json, Nullable, Text as SqlText},
};
use serde::Deserialize;

use crate::{
    attachments::Attachment,
    db::{Gathered, sql::statement},
    error::AppResult,
    policy::Actor,
    tickets::{events::Happened, model::RECORD_KIND, model::Ticket},
    web::kept::Kept,
};

const QUERY: &str = "
    SELECT u.phone, u.email,
           (SELECT json_object_agg(kind, working_days) FROM ticket_targets) AS targets,
           (SELECT json_agg(json_build_array(a.id, a.name) ORDER BY a.id)
            FROM applications a WHERE a.department_id = $2 AND a.state = 'active') AS applications,
           (SELECT json_build_object('fields', k.fields, 'at', k.kept_at)
            FROM kept_forms k WHERE k.user_id = u.id AND k.path = $3) AS kept,
           (SELECT json_agg(f ORDER BY f.uploaded_at, f.id)
            FROM (SELECT id, message_id, field, file_name, media_type, size, uploaded_at
                  FROM attachments WHERE ticket_id = $4 AND message_id IS NULL) f) AS files,
           (SELECT typed FROM ticket_copies WHERE ticket_id = $4) AS copies,
           (SELECT json_build_object('who', l.actor_name, 'reason', l.quote)
            FROM timeline_entries l WHERE l.record_kind = $5 AND l.record_id = $4 AND l.action = $6
            ORDER BY l.id DESC LIMIT 1) AS returned
    FROM users u WHERE u.id = $1";

/// Who fills in a form, with what is theirs.
#[derive(Clone, Debug)]
pub struct Author {
    pub phone: String,
    pub email: String,
    /// The operators' target times in force: working days by kind.
    pub targets: HashMap<String, i32>,
    /// What they may file for: ids and names of their department's applications that take tickets.
    pub applications: Vec<(i64, String)>,
    /// What they left in this form.
    pub kept: Option<Kept>,
    /// Saved with the ticket that the form changes.
    pub files: Vec<Attachment>,
    /// To whom that ticket's mails go too, as it was typed.
    pub copies: String,
    /// By whom and why that ticket was sent back, the last time.
    pub returned: Option<Return>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Return {
    pub who: String,
    pub reason: String,
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = SqlText)]
    phone: String,
    #[diesel(sql_type = SqlText)]
    email: String,
    #[diesel(sql_type = Nullable<Json>)]
    targets: Option<Gathered<HashMap<String, i32>>>,
    #[diesel(sql_type = Nullable<Json>)]
    applications: Option<Gathered<Vec<(i64, String)>>>,
    #[diesel(sql_type = Nullable<Json>)]
    kept: Option<Gathered<Kept>>,
    #[diesel(sql_type = Nullable<Json>)]
    files: Option<Gathered<Vec<Attachment>>>,
    #[diesel(sql_type = Nullable<SqlText>)]
    copies: Option<String>,
    #[diesel(sql_type = Nullable<Json>)]
    returned: Option<Gathered<Return>>,
}

impl Author {
    /// `who`, before the form kept at that path, which changes `ticket` if there is one.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, who: &Actor, ticket: Option<&Ticket>, keep_at: &str) -> AppResult<Self> {
        let stored: Stored = statement(QUERY)
            .bind::<BigInt, _>(who.id)
            .bind::<BigInt, _>(who.department.id)
            .bind::<SqlText, _>(keep_at)
            .bind::<Nullable<BigInt>, _>(ticket.map(|ticket| ticket.id))
            .bind::<SqlText, _>(RECORD_KIND)
            .bind::<SqlText, _>(Happened::Returned.audit_name())
            .get_result(c)?;
        Ok(Self {
            phone: stored.phone,
            email: stored.email,
            targets: Gathered::or_none(stored.targets),
            applications: Gathered::or_none(stored.applications),
            kept: stored.kept.map(|it| it.0),
            files: Gathered::or_none(stored.files),
            copies: stored.copies.unwrap_or_default(),
            returned: stored.returned.map(|it| it.0),
        })
    }
}
