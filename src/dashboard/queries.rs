//! Four queries, whoever asks.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::{
    dsl::not,
    prelude::*,
    sql_types::{Array, BigInt, Bool, Date, Jsonb, Nullable, Text as SqlText, Timestamptz},
};

use serde_json::Value;

use super::{
    Ticket,
    glance::{Glance, glance},
};
use crate::{
    calendar::date_of,
    db::sql::{Sql, fragment, statement},
    error::AppResult,
    network::{life::renewal_path, opening::What, pool_address::path_of},
    policy::{Action, Actor, Grant, Sector, Sight, network_sight, ticket_sight},
    requests::{self, model::Request},
    schema::tickets,
    ticket_state,
    tickets::{queries::visible_to, state::State},
};

/// Lines of one card; the list has the rest.
const LINES: i64 = 8;
/// What ends within this time is shown; the first reminder goes out as early (spec 2, expiry).
const SOON: TimeDelta = TimeDelta::days(30);

/// What a person needs to know first.
#[derive(Debug)]
pub struct Overview {
    /// Whose next step is mine.
    pub waiting: Vec<Task>,
    /// Mine, and somebody else's move.
    pub moving: Vec<Task>,
    pub ending: Vec<Ending>,
    pub glance: Glance,
    /// Resource requests that wait for their decision, or their delivery.
    pub approvals: Vec<Request>,
}

/// A ticket that something is to be done on.
#[derive(Debug, Queryable)]
pub struct Task {
    pub ticket: Ticket,
    /// Operators wait for their filer's word on access that they ask for.
    pub awaits_authorisation: bool,
}

/// What ends soon, or is still to be closed.
#[derive(Debug, QueryableByName)]
pub struct Ending {
    /// Where its reader may know it.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub ticket: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = BigInt)]
    department_id: i64,
    #[diesel(sql_type = Nullable<SqlText>)]
    sector: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub application: String,
    #[diesel(sql_type = Jsonb)]
    what: Value,
    /// Of its ticket.
    #[diesel(sql_type = SqlText)]
    kind: String,
    #[diesel(sql_type = SqlText)]
    number: String,
    /// None: it has ended, and is to be removed.
    #[diesel(sql_type = Nullable<Date>)]
    pub last_day: Option<NaiveDate>,
    /// The ticket that renews it, where its reader may know it.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub renewal: Option<String>,
    /// Its reader may ask for more time.
    #[diesel(sql_type = Bool)]
    pub may_renew: bool,
}

/// What waits for `who`, what of theirs is moving, and what they see that ends soon.
///
/// # Errors
/// When the database can't be had.
pub fn overview(c: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Overview> {
    let has_some = [Action::RecertifyMappings, Action::ViewQuotas, Action::ViewBills].map(|action| who.may(action));
    let glance = if has_some.contains(&true) { glance(c, who, date_of(now))? } else { Glance::default() };
    let approvals = if who.may(Action::ViewApprovals) { approvals(c, who)? } else { Vec::new() };
    // Who has no tickets of their own has none that wait for them.
    let has_own = [Action::HandleTickets, Action::SubmitTickets, Action::ReplyToTickets].map(|action| who.may(action));
    let waiting = if has_own.contains(&true) { waiting(c, who)? } else { Vec::new() };
    Ok(Overview { waiting, moving: moving(c, who)?, ending: ending(c, who, now)?, glance, approvals })
}

/// Due first.
fn approvals(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Request>> {
    requests::queries::waiting_in_all(c, who, LINES)
}

/// Oldest due first for operators; for the others what was touched last.
fn waiting(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Task>> {
    let seen = visible_to(who).limit(LINES).select((Ticket::as_select(), awaits_authorisation()));
    if who.may(Action::HandleTickets) {
        let unclaimed = tickets::state
            .eq(State::Pending.code())
            .and(tickets::filer_id.ne(who.id))
            .and(tickets::assignee_id.is_null().or(tickets::assignee_id.eq(who.id).assume_not_null()));
        let mine = tickets::state.eq(State::Processing.code()).and(tickets::assignee_id.eq(who.id).assume_not_null());
        return Ok(seen.filter(unclaimed.or(mine)).order((tickets::due_at.asc(), tickets::id.asc())).load(c)?);
    }
    let my_move = [State::Draft, State::Returned, State::WaitingReply, State::Resolved].map(State::code);
    let mine = tickets::filer_id.eq(who.id).and(tickets::state.eq_any(my_move).or(awaits_authorisation()));
    let seen = seen.order(tickets::updated_at.desc());
    if !who.holds(Grant::TicketGroupOperator) {
        return Ok(seen.filter(mine).load(c)?);
    }
    // Colleagues' questions and results are theirs to answer too.
    let groups_move = [State::WaitingReply, State::Resolved].map(State::code);
    let groups = tickets::ticket_group_id.eq(who.ticket_group).and(tickets::state.eq_any(groups_move));
    Ok(seen.filter(mine.or(groups)).load(c)?)
}

/// Whether somebody was asked for access on it, and hasn't answered.
fn awaits_authorisation() -> Sql<'static, Bool> {
    fragment("EXISTS (SELECT FROM ticket_authorisations a WHERE a.ticket_id = tickets.id AND a.state = 'asked')")
}

fn moving(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<Task>> {
    let seen = visible_to(who).limit(LINES).select((Ticket::as_select(), awaits_authorisation()));
    let seen = seen.order(tickets::updated_at.desc());
    if who.may(Action::HandleTickets) {
        let answered_by_others = [State::WaitingReply, State::Resolved].map(State::code);
        return Ok(seen
            .filter(tickets::assignee_id.eq(who.id))
            .filter(tickets::state.eq_any(answered_by_others))
            .load(c)?);
    }
    let with_operators = seen.filter(tickets::state.eq_any([State::Pending, State::Processing].map(State::code)));
    // Those who file see their own; those who only look see what moves in their sight.
    if who.may(Action::SubmitTickets) {
        let theirs = tickets::filer_id.eq(who.id).and(not(awaits_authorisation()));
        return Ok(with_operators.filter(theirs).load(c)?);
    }
    Ok(with_operators.load(c)?)
}

fn ending(c: &mut PgConnection, who: &Actor, now: DateTime<Utc>) -> AppResult<Vec<Ending>> {
    let (everything, sector, departments) = match network_sight(who) {
        Sight::Nothing => return Ok(Vec::new()),
        Sight::Departments(own) => (false, None, own),
        Sight::Sector(sector, own) => (false, Some(sector.code()), own),
        Sight::All => (true, None, Vec::new()),
    };
    let found: Vec<Ending> = statement(
        "SELECT t.number AS ticket, d.name AS department, d.id AS department_id, d.sector, a.name AS application,
                m.what, t.kind, t.number,
                CASE m.state WHEN 'active' THEN (upper(m.valid) AT TIME ZONE 'Asia/Shanghai')::date - 1 END AS last_day,
                rt.number AS renewal,
                m.state = 'active' AND upper(m.valid) > $7 AND lower(m.valid) <= $7 AND r.id IS NULL AND m.department_id = $8 AS may_renew
         FROM openings m
         LEFT JOIN openings r ON r.renews_id = m.id AND r.state IN ('held', 'active')
         LEFT JOIN tickets rt ON rt.id = r.ticket_id
         JOIN tickets t ON t.id = m.ticket_id
         JOIN applications a ON a.id = m.application_id
         JOIN departments d ON d.id = m.department_id
         WHERE ($1 OR d.sector = $2 OR m.department_id = ANY($3))
           AND (m.state = 'to_remove' AND $4 OR m.state = 'active' AND upper(m.valid) <= $5)
         ORDER BY last_day NULLS FIRST, m.id
         LIMIT $6",
    )
    .bind::<Bool, _>(everything)
    .bind::<Nullable<SqlText>, _>(sector)
    .bind::<Array<BigInt>, _>(departments)
    .bind::<Bool, _>(who.may(Action::HandleTickets))
    .bind::<Timestamptz, _>(now + SOON)
    .bind::<BigInt, _>(LINES)
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(if who.may(Action::SubmitTickets) { who.department.id } else { 0 })
    .load(c)?;
    let shown = ticket_sight(who);
    Ok(found.into_iter().map(|ending| ending.seen_through(&shown)).collect())
}

impl Ending {
    /// What it is; what can't be read has no name.
    #[must_use]
    pub fn what(&self) -> Option<What> {
        serde_json::from_value(self.what.clone()).ok()
    }

    /// Where it is shown, if its reader may see that.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        match self.what()? {
            What::Mapping(mapping) => Some(path_of(mapping.pool_ip)),
            What::Policy(_) => self.ticket.as_deref().map(ticket_state::path_of),
        }
    }

    #[must_use]
    pub fn renewal_path(&self) -> String {
        renewal_path(&self.kind, &self.number)
    }

    /// A ticket out of sight has no number either, so that numbers can't be probed (spec 1).
    fn seen_through(self, shown: &Sight) -> Self {
        let sector = self.sector.as_deref().and_then(|code| code.parse::<Sector>().ok());
        let is_shown = shown.shows(self.department_id, sector);
        Self { ticket: self.ticket.filter(|_| is_shown), renewal: self.renewal.filter(|_| is_shown), ..self }
    }
}
