//! Everything a request's page is drawn from, in one query.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Json, Nullable, Text as SqlText},
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    catalogue::product::Product,
    db::{Gathered, sql::statement},
    error::AppResult,
    money::Money,
    outbox::Line,
    policy::Actor,
    quotas::queries::Outlook,
    requests::{
        details::Details,
        filing::RequestForm,
        model::{RECORD_KIND, Request, path_of},
        review::Review,
        turns::Ended,
        workflow::Verb,
    },
    web::kept::Kept,
};

/// One submission, as approvers were shown it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Revision {
    pub revision: i32,
    pub round: i32,
    pub project: String,
    pub region_id: i64,
    pub region: String,
    pub remarks: String,
    pub submitted_at: DateTime<Utc>,
    /// What it costs a month; none where a part of it had no price.
    pub monthly: Option<Money>,
    #[serde(default)]
    pub items: Vec<Item>,
    #[serde(default)]
    pub users: Vec<User>,
    #[serde(default)]
    pub files: Vec<File>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Item {
    pub place: i32,
    pub product: Product,
    pub details: Details,
    pub quantity: i32,
    /// What it costs a month; none where a part of it had no price.
    pub monthly: Option<Money>,
}

/// Who is to use what is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct User {
    pub user_id: Option<i64>,
    pub name: String,
    pub phone: String,
    pub email: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct File {
    pub id: Uuid,
    pub file_name: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Decision {
    pub round: i32,
    pub step: Review,
    pub revision: i32,
    pub decided_by_id: i64,
    pub decided_by: String,
    /// The name of whom they stood in for, empty where they decided in their own right.
    pub decided_for: String,
    pub is_approved: bool,
    pub opinion: String,
    pub decided_at: DateTime<Utc>,
}

/// A machine that was delivered.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    pub id: i64,
    pub place: i32,
    pub unit: i32,
    pub product: Product,
    pub name: String,
    pub instance_id: String,
    pub host_id: Option<i64>,
    pub floating_ip: Option<Ipv4Addr>,
    pub address: String,
    pub note: String,
    pub specification: String,
    pub delivered_by: String,
    pub delivered_at: DateTime<Utc>,
}

/// What is known of a request.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// As it was last saved or sent.
    pub form: RequestForm,
    /// In their order.
    pub revisions: Vec<Revision>,
    pub decisions: Vec<Decision>,
    /// Those that have ended.
    pub turns: Vec<Ended>,
    pub units: Vec<Unit>,
    /// Newest first.
    pub lines: Vec<Line>,
    /// What it takes of the department's quota, while it is under way.
    pub quota: Vec<Outlook>,
    /// What its reader left in the forms of their verbs.
    pub kept: Vec<(String, Kept)>,
    /// Of a draft.
    pub draft_files: Vec<File>,
    /// Of a draft, those with an account.
    pub draft_users: Vec<User>,
    /// How to reach who applied.
    pub applicant_phone: String,
    pub applicant_email: String,
}

const QUERY: &str = "
    SELECT r.form, a.phone AS applicant_phone, a.email AS applicant_email,
           (SELECT json_agg(json_build_object(
                'revision', v.revision, 'round', v.round, 'project', p.name, 'region_id', v.region_id, 'region', g.name,
                'remarks', v.remarks, 'submitted_at', v.submitted_at, 'monthly', v.monthly,
                'items', (SELECT json_agg(json_build_object(
                              'place', i.place, 'product', i.product, 'details', i.details, 'quantity', i.quantity,
                              'monthly', i.monthly)
                              ORDER BY i.place)
                          FROM request_items i WHERE i.request_id = v.request_id AND i.revision = v.revision),
                'users', (SELECT coalesce(json_agg(json_build_object(
                              'user_id', w.user_id, 'name', coalesce(u.display_name, w.name),
                              'phone', coalesce(u.phone, w.phone), 'email', coalesce(u.email, w.email)) ORDER BY w.place), '[]')
                          FROM request_users w LEFT JOIN users u ON u.id = w.user_id
                          WHERE w.request_id = v.request_id AND w.revision = v.revision),
                'files', (SELECT coalesce(json_agg(json_build_object(
                              'id', f.id, 'file_name', f.file_name, 'media_type', f.media_type, 'size', f.size)
                              ORDER BY f.uploaded_at, f.id), '[]')
                          FROM attachments f WHERE f.id = ANY (v.files))) ORDER BY v.revision)
            FROM request_revisions v JOIN projects p ON p.id = v.project_id JOIN regions g ON g.id = v.region_id
            WHERE v.request_id = r.id) AS revisions,
           (SELECT json_agg(json_build_object(
                'round', d.round, 'step', d.step, 'revision', d.revision, 'decided_by_id', d.decided_by_id,
                'decided_by', u.display_name,
                'decided_for', coalesce(p.display_name, ''), 'is_approved', d.outcome = 'approved', 'opinion', d.opinion,
                'decided_at', d.decided_at) ORDER BY d.decided_at, d.round)
            FROM request_decisions d JOIN users u ON u.id = d.decided_by_id LEFT JOIN users p ON p.id = d.decided_for_id
            WHERE d.request_id = r.id) AS decisions,
           (SELECT json_agg(json_build_object(
                'state', t.state, 'since', t.since, 'until', t.until, 'working_seconds', t.working_seconds)
                ORDER BY t.since, t.until)
            FROM request_turns t WHERE t.request_id = r.id) AS turns,
           (SELECT json_agg(json_build_object(
                'id', s.id, 'place', s.place, 'unit', s.unit, 'product', s.product, 'name', s.name,
                'instance_id', s.instance_id, 'host_id', s.host_id, 'floating_ip', host(h.floating_ip),
                'address', s.address, 'note', s.note, 'specification', s.specification,
                'delivered_by', u.display_name, 'delivered_at', s.delivered_at) ORDER BY s.place, s.unit)
            FROM resources s JOIN users u ON u.id = s.delivered_by_id LEFT JOIN hosts h ON h.id = s.host_id
            WHERE s.request_id = r.id) AS units,
           (SELECT json_agg(json_build_object(
                'at', l.at, 'who', l.actor_name, 'in_place_of', l.in_place_of, 'action', l.action, 'said', l.said, 'quote', l.quote) ORDER BY l.id DESC)
            FROM timeline_entries l WHERE l.record_kind = $2 AND l.record_id = r.id) AS lines,
           CASE WHEN r.due_at IS NOT NULL THEN
               (SELECT json_agg(o ORDER BY o.place) FROM quota_outlook(r.id) AS o) END AS quota,
           (SELECT json_agg(json_build_array(k.path, json_build_object('fields', k.fields, 'at', k.kept_at)))
            FROM kept_forms k WHERE k.user_id = $3 AND k.path = ANY (string_to_array($4, ' '))) AS kept,
           (SELECT json_agg(json_build_object(
                'id', f.id, 'file_name', f.file_name, 'media_type', f.media_type, 'size', f.size)
                ORDER BY f.uploaded_at, f.id)
            FROM attachments f WHERE f.request_id = r.id) AS draft_files,
           (SELECT json_agg(json_build_object(
                'user_id', u.id, 'name', u.display_name, 'phone', u.phone, 'email', u.email) ORDER BY u.id)
            FROM users u WHERE u.department_id = r.department_id
             AND u.id::text IN (SELECT json_array_elements_text(r.form -> 'user_ids'))) AS draft_users
    FROM resource_requests r JOIN users a ON a.id = r.applicant_id WHERE r.id = $1";

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Json)]
    form: Gathered<RequestForm>,
    #[diesel(sql_type = SqlText)]
    applicant_phone: String,
    #[diesel(sql_type = SqlText)]
    applicant_email: String,
    #[diesel(sql_type = Nullable<Json>)]
    revisions: Option<Gathered<Vec<Revision>>>,
    #[diesel(sql_type = Nullable<Json>)]
    decisions: Option<Gathered<Vec<Decision>>>,
    #[diesel(sql_type = Nullable<Json>)]
    turns: Option<Gathered<Vec<Ended>>>,
    #[diesel(sql_type = Nullable<Json>)]
    units: Option<Gathered<Vec<Unit>>>,
    #[diesel(sql_type = Nullable<Json>)]
    lines: Option<Gathered<Vec<Line>>>,
    #[diesel(sql_type = Nullable<Json>)]
    quota: Option<Gathered<Vec<Outlook>>>,
    #[diesel(sql_type = Nullable<Json>)]
    kept: Option<Gathered<Vec<(String, Kept)>>>,
    #[diesel(sql_type = Nullable<Json>)]
    draft_files: Option<Gathered<Vec<File>>>,
    #[diesel(sql_type = Nullable<Json>)]
    draft_users: Option<Gathered<Vec<User>>>,
}

/// Under what the words for a verb are kept while they are typed.
#[must_use]
pub fn kept_at(number: &str, verb: Verb) -> String {
    format!("{}/{}", path_of(number), verb.slug())
}

impl Sheet {
    /// Of a request that `who` sees. One query.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, who: &Actor, request: &Request) -> AppResult<Self> {
        let paths = [Verb::Edit, Verb::Approve, Verb::Reject, Verb::Deliver].map(|verb| kept_at(&request.number, verb));
        let stored: Stored = statement(QUERY)
            .bind::<BigInt, _>(request.id)
            .bind::<SqlText, _>(RECORD_KIND)
            .bind::<BigInt, _>(who.id)
            .bind::<SqlText, _>(paths.join(" "))
            .get_result(c)?;
        Ok(Self {
            form: stored.form.0,
            revisions: Gathered::or_none(stored.revisions),
            decisions: Gathered::or_none(stored.decisions),
            turns: Gathered::or_none(stored.turns),
            units: Gathered::or_none(stored.units),
            lines: Gathered::or_none(stored.lines),
            quota: Gathered::or_none(stored.quota),
            kept: Gathered::or_none(stored.kept),
            draft_files: Gathered::or_none(stored.draft_files),
            draft_users: Gathered::or_none(stored.draft_users),
            applicant_phone: stored.applicant_phone,
            applicant_email: stored.applicant_email,
        })
    }

    /// What is asked for now, once it was submitted.
    #[must_use]
    pub fn current(&self) -> Option<&Revision> {
        self.revisions.last()
    }

    #[must_use]
    pub fn revision(&self, number: i32) -> Option<&Revision> {
        self.revisions.iter().find(|revision| revision.revision == number)
    }

    /// What those who decide `review` decided about the last time: they see what changed since.
    #[must_use]
    pub fn last_seen_by(&self, review: Review) -> Option<&Revision> {
        let last = self.decisions.iter().rev().find(|decision| decision.step == review)?;
        self.revision(last.revision)
    }

    /// What was typed for that verb and not sent.
    #[must_use]
    pub fn kept(&self, number: &str, verb: Verb) -> Option<&Kept> {
        let path = kept_at(number, verb);
        self.kept.iter().find(|(at, _)| *at == path).map(|(_, kept)| kept)
    }
}
