//! What hangs on a ticket, all in one query: its page asks no more where there is more to show.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Json, Nullable, Text as SqlText},
};
use serde::Deserialize;

use super::servers::HostOfTicket;
use crate::{
    accounts::queries::Person,
    attachments::Attachment,
    calendar::date_of,
    db::{Gathered, sql::statement},
    error::AppResult,
    network::{expiry::is_recertification_due, mapping::MappingState},
    outbox::Line,
    policy::{Actor, Sector, ticket_sight},
    tickets::{
        around::{Label, StoredRelation},
        authorisations,
        model::RECORD_KIND,
        state::State,
        thread::Message,
        turns::StoredTurn,
        url_scans::StoredScan,
    },
    web::form::Fields,
};

/// Lines of a page; a ticket of a year's quarrels has fewer.
const LINES: i64 = 200;

const QUERY: &str = "
    SELECT (SELECT display_name FROM users WHERE id = t.assignee_id) AS assignee,
           (SELECT json_build_object('number', o.number, 'state', o.state, 'filer', o.filer_id,
                                      'department', o.department_id, 'sector', d.sector)
            FROM tickets o JOIN departments d ON d.id = o.department_id WHERE o.id = t.copied_from_id) AS original,
           (SELECT json_build_object('timeliness', r.timeliness, 'outcome', r.outcome, 'text', r.text,
                                      'by', u.display_name, 'at', r.rated_at)
            FROM ticket_ratings r JOIN users u ON u.id = r.rated_by_id WHERE r.ticket_id = t.id) AS rating,
           (SELECT json_agg(json_build_object(
                       'id', m.id, 'row', m.row_number, 'translated_ip', m.what #>> '{policy,translated_ip}', 'state', m.state, 'begins', lower(m.valid), 'ends', upper(m.valid),
                       'recertified_at', m.recertified_at, 'needed_since', coalesce(m.recertified_at, m.opened_at),
                       'renews', (SELECT o.number FROM openings old JOIN tickets o ON o.id = old.ticket_id
                                  WHERE old.id = m.renews_id),
                       'renewed_by', (SELECT o.number FROM openings next JOIN tickets o ON o.id = next.ticket_id
                                      WHERE next.renews_id = m.id AND next.state <> 'released'
                                      ORDER BY next.id DESC LIMIT 1)) ORDER BY m.id)
            FROM openings m WHERE m.ticket_id = t.id AND (m.state <> 'released' OR m.opened_at IS NOT NULL)) AS openings,
           (SELECT json_agg(f ORDER BY f.uploaded_at, f.id)
            FROM (SELECT id, message_id, field, file_name, media_type, size, uploaded_at
                  FROM attachments WHERE ticket_id = t.id) f) AS files,
           (SELECT json_agg(m ORDER BY m.id)
            FROM (SELECT m.id, m.author_id, u.display_name AS author, m.by_operator, m.text, m.is_secret,
                         m.is_secret AND m.sealed IS NULL AS is_erased, m.created_at AS at
                  FROM ticket_messages m JOIN users u ON u.id = m.author_id WHERE m.ticket_id = t.id) m) AS messages,
           (SELECT json_agg(l ORDER BY l.id DESC)
            FROM (SELECT id, at, actor_name AS who, action, said, quote FROM timeline_entries
                  WHERE record_kind = $2 AND record_id = t.id ORDER BY id DESC LIMIT $3) l) AS lines,
           (SELECT json_agg(p ORDER BY p.display_name, p.id)
            FROM (SELECT u.id, u.display_name FROM users u JOIN user_roles r ON r.user_id = u.id
                  WHERE $4 AND r.role = 'ops_engineer' AND u.disabled_at IS NULL) p) AS operators,
           (SELECT json_agg(json_build_object('path', k.path, 'fields', k.fields))
            FROM kept_forms k WHERE k.user_id = $5
              AND (k.path = ANY($6) OR k.path LIKE '/tickets/' || t.number || '/authorisations/%')) AS kept,
           json_build_object(
               'scans', (SELECT json_agg(s ORDER BY s.id)
                         FROM (SELECT DISTINCT ON (url) id, url, attempts, next_try_at, report, finished_at
                               FROM url_scans WHERE ticket_id = t.id ORDER BY url, id DESC) s),
               'labels', (SELECT json_agg(l ORDER BY h.place) FROM ticket_labels h JOIN labels l ON l.id = h.label_id
                          WHERE h.ticket_id = t.id),
               'choices', (SELECT json_agg(l ORDER BY l.name, l.id) FROM labels l
                           WHERE l.department_id = t.department_id),
               'relations', (SELECT json_agg(json_build_object(
                                        'number', o.number, 'state', o.state, 'filer', o.filer_id,
                                        'department', o.department_id, 'sector', d.sector) ORDER BY r.place)
                             FROM ticket_relations r JOIN tickets o ON o.id = r.other_id
                             JOIN departments d ON d.id = o.department_id WHERE r.ticket_id = t.id),
               'hosts', (SELECT json_agg(json_build_object(
                                    'id', h.id, 'name', h.name, 'floating_ip', host(h.floating_ip), 'state', h.state,
                                    'specification', h.specification, 'system_disk_category', h.system_disk_category,
                                    'system_disk_size', h.system_disk_size, 'data_disks', h.data_disks,
                                    'before', p.before) ORDER BY h.floating_ip)
                         FROM hosts h LEFT JOIN host_plans p ON p.host_id = h.id AND p.ticket_id = t.id
                         WHERE h.id = ANY(ARRAY(SELECT host_id FROM host_plans WHERE ticket_id = t.id
                                        UNION ALL SELECT id FROM hosts WHERE ticket_id = t.id))),
               'copies', (SELECT to_json(addresses) FROM ticket_copies WHERE ticket_id = t.id),
               'turns', (SELECT json_agg(json_build_object(
                                    'state', s.state, 'assignee', u.display_name, 'since', s.since, 'until', s.until,
                                    'working_seconds', s.working_seconds) ORDER BY s.id)
                         FROM ticket_turns s LEFT JOIN users u ON u.id = s.assignee_id
                         WHERE s.ticket_id = t.id),
               'authorisations', (SELECT json_agg(a ORDER BY a.id)
                                  FROM (SELECT g.id, g.target, g.state, g.reason, g.wanted_from, g.wanted_until,
                                               g.asked_by_id, u.display_name AS asked_by, g.asked_at, g.address, g.port,
                                               g.account, g.valid_from, g.valid_until, g.refusal, g.readings, g.last_read_at
                                        FROM ticket_authorisations g JOIN users u ON u.id = g.asked_by_id
                                        WHERE g.ticket_id = t.id) a)) AS around
    FROM tickets t WHERE t.id = $1";

pub struct Papers {
    pub assignee: Option<String>,
    /// The ticket it was copied from, as long as it is in sight.
    pub copied_from: Option<String>,
    pub rating: Option<StoredRating>,
    pub openings: Vec<OpeningOfRow>,
    pub files: Vec<Attachment>,
    pub messages: Vec<Message>,
    /// Newest first.
    pub lines: Vec<Line>,
    pub operators: Vec<Person>,
    pub kept: Vec<KeptForm>,
    pub around: Around,
}

/// What hangs on it beside its own course.
#[derive(Clone, Default, Deserialize)]
pub struct Around {
    pub scans: Option<Vec<StoredScan>>,
    pub labels: Option<Vec<Label>>,
    /// All of its department.
    pub choices: Option<Vec<Label>>,
    pub relations: Option<Vec<StoredRelation>>,
    pub copies: Option<Vec<String>>,
    /// Made on it, or planned for by it.
    pub hosts: Option<Vec<HostOfTicket>>,
    /// Oldest first.
    pub turns: Option<Vec<StoredTurn>>,
    /// Oldest first.
    pub authorisations: Option<Vec<authorisations::Stored>>,
}

/// What of them is wanted.
pub struct Wanted {
    pub ticket: i64,
    pub operators: bool,
    /// Forms that their reader may have left.
    pub forms: Vec<String>,
}

/// How it was rated (spec 2, ratings).
#[derive(Clone, Debug, Deserialize)]
pub struct StoredRating {
    pub timeliness: i16,
    pub outcome: i16,
    pub text: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What became of a row of the form.
#[derive(Clone, Debug, Deserialize)]
pub struct OpeningOfRow {
    pub id: i64,
    pub row: i32,
    /// The address that others on the extranet see, once it is known.
    pub translated_ip: Option<String>,
    pub state: MappingState,
    pub begins: DateTime<Utc>,
    /// The first moment after it.
    pub ends: Option<DateTime<Utc>>,
    pub recertified_at: Option<DateTime<Utc>>,
    /// When somebody last said so, by opening it to begin with.
    pub needed_since: Option<DateTime<Utc>>,
    /// The ticket whose opening it prolongs: of the same department, and so in sight.
    pub renews: Option<String>,
    /// The ticket that prolongs it.
    pub renewed_by: Option<String>,
}

impl OpeningOfRow {
    /// The last day of what is in force and ends.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        let ends = self.ends.filter(|_| matches!(self.state, MappingState::Active | MappingState::Held));
        date_of(ends?).pred_opt()
    }

    /// Whether another one may follow it, and none does yet.
    #[must_use]
    pub fn is_renewable(&self, now: DateTime<Utc>) -> bool {
        let in_force = self.state == MappingState::Active && self.begins <= now;
        in_force && self.renewed_by.is_none() && self.ends.is_some_and(|ends| now < ends)
    }

    /// Whether its department is asked if it is still needed.
    #[must_use]
    pub fn awaits_recertification(&self, now: DateTime<Utc>) -> bool {
        let unlimited = self.state == MappingState::Active && self.ends.is_none();
        let since = self.needed_since.filter(|_| unlimited).map(date_of);
        since.is_some_and(|since| is_recertification_due(since, date_of(now)))
    }
}

/// What somebody typed into a form and left.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptForm {
    pub path: String,
    pub fields: Fields,
}

#[derive(Deserialize)]
struct Original {
    number: String,
    state: State,
    filer: i64,
    department: i64,
    sector: Option<Sector>,
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<SqlText>)]
    assignee: Option<String>,
    #[diesel(sql_type = Nullable<Json>)]
    original: Option<Gathered<Original>>,
    #[diesel(sql_type = Nullable<Json>)]
    rating: Option<Gathered<StoredRating>>,
    #[diesel(sql_type = Nullable<Json>)]
    openings: Option<Gathered<Vec<OpeningOfRow>>>,
    #[diesel(sql_type = Nullable<Json>)]
    files: Option<Gathered<Vec<Attachment>>>,
    #[diesel(sql_type = Nullable<Json>)]
    messages: Option<Gathered<Vec<Message>>>,
    #[diesel(sql_type = Nullable<Json>)]
    lines: Option<Gathered<Vec<Line>>>,
    #[diesel(sql_type = Nullable<Json>)]
    operators: Option<Gathered<Vec<Person>>>,
    #[diesel(sql_type = Nullable<Json>)]
    kept: Option<Gathered<Vec<KeptForm>>>,
    #[diesel(sql_type = Json)]
    around: Gathered<Around>,
}

impl Papers {
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, who: &Actor, wanted: &Wanted) -> AppResult<Self> {
        let stored: Stored = statement(QUERY)
            .bind::<BigInt, _>(wanted.ticket)
            .bind::<SqlText, _>(RECORD_KIND)
            .bind::<BigInt, _>(LINES)
            .bind::<Bool, _>(wanted.operators)
            .bind::<BigInt, _>(who.id)
            .bind::<Array<SqlText>, _>(&wanted.forms)
            .get_result(c)?;
        Ok(Self {
            assignee: stored.assignee,
            copied_from: stored.original.filter(|it| it.0.is_seen_by(who)).map(|it| it.0.number),
            rating: stored.rating.map(|it| it.0),
            openings: Gathered::or_none(stored.openings),
            files: Gathered::or_none(stored.files),
            messages: Gathered::or_none(stored.messages),
            lines: Gathered::or_none(stored.lines),
            operators: Gathered::or_none(stored.operators),
            kept: Gathered::or_none(stored.kept),
            around: stored.around.0,
        })
    }
}

impl Original {
    fn is_seen_by(&self, who: &Actor) -> bool {
        let is_shown = self.state != State::Draft || self.filer == who.id;
        is_shown && ticket_sight(who).shows(self.department, self.sector)
    }
}
