//! Reading complaints: each by who filed it, and by administrators who had no hand in the ticket.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText},
};

use super::{
    model::{Complaint, Entry},
    state::State,
};
use crate::{
    accounts,
    db::sql::statement,
    error::AppResult,
    policy::{Action, Actor, Role},
    tickets::model::RECORD_KIND as TICKET,
    web::list::{Cursor, by_state::Filter},
};

const COLUMNS: &str = "c.id, c.ticket_id, c.ticket_number AS number, t.kind, t.state AS ticket_state, coalesce(a.name, '') AS application,
    d.name AS department, f.display_name AS filer, o.display_name AS assignee, c.filer_id, c.state, c.filed_at,
    c.updated_at, c.version";

const TABLES: &str =
    "complaints c LEFT JOIN tickets t ON t.id = c.ticket_id JOIN departments d ON d.id = c.department_id
    JOIN users f ON f.id = c.filer_id LEFT JOIN users o ON o.id = t.assignee_id
    LEFT JOIN applications a ON a.id = t.application_id";

/// `$1` is who asks; `$2` how tickets are called on timelines. Whoever stands on a ticket's timeline, or is its assignee,
/// had a hand in it.
const NO_HAND: &str = "t.assignee_id IS DISTINCT FROM $1 AND NOT EXISTS (
    SELECT FROM timeline_entries l WHERE l.record_kind = $2 AND l.record_id = c.ticket_id AND l.actor_id = $1)";

fn seen(who: &Actor) -> String {
    if who.may(Action::AnswerComplaints) {
        format!("(c.filer_id = $1 OR {NO_HAND})")
    } else {
        "c.filer_id = $1".to_owned()
    }
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Complaint> {
    let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE {} AND c.id = $3 AND $2 IS NOT NULL", seen(who));
    Ok(statement(query).bind::<BigInt, _>(who.id).bind::<SqlText, _>(TICKET).bind::<BigInt, _>(id).get_result(c)?)
}

/// [`find`], and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Complaint> {
    use crate::schema::complaints;
    complaints::table.find(id).select(complaints::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, id)
}

/// The one about that ticket that isn't closed.
///
/// # Errors
/// When the database can't be had.
pub fn open_about(c: &mut PgConnection, ticket: i64) -> AppResult<Option<i64>> {
    use crate::schema::complaints;
    let open = complaints::table.filter(complaints::ticket_id.eq(ticket)).filter(complaints::closed_at.is_null());
    Ok(open.select(complaints::id).first(c).optional()?)
}

/// What was said, oldest first.
///
/// # Errors
/// When the database can't be had.
pub fn thread(c: &mut PgConnection, complaint: i64) -> AppResult<Vec<Entry>> {
    let thread = statement(
        "SELECT u.display_name AS author, m.by_administrator, m.text, m.at
         FROM complaint_messages m JOIN users u ON u.id = m.author_id WHERE m.complaint_id = $1 ORDER BY m.id",
    );
    Ok(thread.bind::<BigInt, _>(complaint).load(c)?)
}

/// Which of them a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Own,
    /// Those an administrator may answer.
    ToAnswer,
}

fn condition(whose: Whose) -> String {
    match whose {
        Whose::Own => "c.filer_id = $1 AND $2 IS NOT NULL".to_owned(),
        Whose::ToAnswer => format!("c.filer_id <> $1 AND {NO_HAND}"),
    }
}

/// `$3` is the state, `$4` the words: those of the ticket, of whose it is, or of what was said; each empty for any.
const FOUND: &str = "($3 = '' OR c.state = $3) AND ($4 = ''
    OR strpos(lower(concat_ws(' ', c.ticket_number, a.name, d.name, f.display_name)), lower($4)) > 0
    OR EXISTS (SELECT FROM complaint_messages m WHERE m.complaint_id = c.id AND strpos(lower(m.text), lower($4)) > 0))";

/// Newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    whose: Whose,
    filter: &Filter<State>,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Complaint>> {
    let (beyond, order) = match cursor.map(|cursor| cursor.back) {
        Some(true) => ("c.id > $5", "ASC"),
        _ => ("c.id < $5", "DESC"),
    };
    let query = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE {} AND {FOUND} AND ($5 IS NULL OR {beyond}) ORDER BY c.id {order} LIMIT $6",
        condition(whose)
    );
    Ok(statement(query)
        .bind::<BigInt, _>(who.id)
        .bind::<SqlText, _>(TICKET)
        .bind::<SqlText, _>(filter.state_code())
        .bind::<SqlText, _>(filter.q.clone())
        .bind::<Nullable<BigInt>, _>(cursor.map(|cursor| cursor.id))
        .bind::<BigInt, _>(most)
        .load(c)?)
}

/// How many are found, and how many of all wait for an answer.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Counted {
    #[diesel(sql_type = BigInt)]
    pub found: i64,
    #[diesel(sql_type = BigInt)]
    pub open: i64,
}

/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, whose: Whose, filter: &Filter<State>) -> AppResult<Counted> {
    let query = format!(
        "SELECT count(*) FILTER (WHERE {FOUND}) AS found, count(*) FILTER (WHERE c.state = 'open') AS open
         FROM {TABLES} WHERE {}",
        condition(whose)
    );
    Ok(statement(query)
        .bind::<BigInt, _>(who.id)
        .bind::<SqlText, _>(TICKET)
        .bind::<SqlText, _>(filter.state_code())
        .bind::<SqlText, _>(filter.q.clone())
        .get_result(c)?)
}

/// The administrators who may answer a complaint of `filer`'s about that ticket.
///
/// # Errors
/// When the database can't be had.
pub fn administrators(c: &mut PgConnection, ticket: i64, filer: i64) -> AppResult<Vec<i64>> {
    use crate::schema::{tickets, timeline_entries as lines};
    let mut all = accounts::queries::holders_of(c, &[Role::PlatformAdmin, Role::SecurityAdmin])?;
    let on_timeline = lines::table.filter(lines::record_kind.eq(TICKET)).filter(lines::record_id.eq(ticket));
    let mut hands: Vec<Option<i64>> = on_timeline.select(lines::actor_id).distinct().load(c)?;
    hands.extend(tickets::table.find(ticket).select(tickets::assignee_id).first::<Option<i64>>(c).optional()?);
    hands.push(Some(filer));
    all.retain(|one| !hands.contains(&Some(*one)));
    Ok(all)
}
