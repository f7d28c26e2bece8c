//! Scanning, and asking for it again.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;

use super::{ACTIONS, queue};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::url_scan::{Report, Scanner, Standing},
    outbox::{self, Event},
    policy::Actor,
    text::Text,
    tickets::{
        commands::Attempt,
        events::RESOURCE,
        model::Ticket,
        party::{Party, Relation},
        queries,
        state::State,
    },
};

/// Operators want to know what it is like now.
///
/// # Errors
/// 404, 403 for who doesn't handle it, 409 where there is nothing to scan any more or not yet.
pub fn scan_again(tx: &mut PgConnection, by: &Attempt<'_>) -> AppResult<()> {
    let ticket = queries::lock(tx, by.who, by.number)?;
    if Party::of(by.who, &ticket.filed()).relation != Relation::Operator {
        return Err(AppError::forbidden());
    }
    if !is_scanned_in(ticket.state) {
        return Err(AppError::NotNow(Text::new("url-scan-not-now").with("state", ticket.state.name())));
    }
    let count = queue::ask(tx, by.who.id, &ticket, by.now)?;
    if count == 0 {
        return Err(AppError::NotNow("url-scan-nothing".into()));
    }
    let [asked, _] = ACTIONS;
    let line = Text::new("url-scan-line-asked").with("count", count);
    outbox::tell(tx, by.who, &Event::new(asked, RESOURCE, ticket.record()).on_timeline(line))
}

/// While what it asks for is still to be opened, or is open.
pub fn is_scanned_in(state: State) -> bool {
    !matches!(state, State::Draft | State::Returned | State::Closed)
}

/// Scans the URL that waits longest, if one is due: whether one was.
///
/// # Errors
/// When the database can't be had.
pub fn scan_next(db: &Db, scanner: &dyn Scanner) -> AppResult<bool> {
    scan_next_at(db, scanner, Utc::now())
}

/// # Errors
/// As [`scan_next`].
pub fn scan_next_at(db: &Db, scanner: &dyn Scanner, now: DateTime<Utc>) -> AppResult<bool> {
    let Some(due) = db.transact(|tx| queue::take(tx, now))? else { return Ok(false) };
    // No connection is held meanwhile.
    let report = scanner.scan(&due.url, &due.ports());
    db.transact(|tx| note(tx, &due, &report, now))?;
    Ok(true)
}

/// Scans all that is due in the caller's transaction, with a scanner that visits nobody.
///
/// # Errors
/// When the database refuses.
pub fn scan_all(tx: &mut PgConnection, scanner: &dyn Scanner, now: DateTime<Utc>) -> AppResult<()> {
    while let Some(due) = queue::take(tx, now)? {
        let report = scanner.scan(&due.url, &due.ports());
        note(tx, &due, &report, now)?;
    }
    Ok(())
}

fn note(tx: &mut PgConnection, due: &queue::Due, report: &Report, now: DateTime<Utc>) -> AppResult<()> {
    // Locked, so that of two who finish together one sees that it was the last.
    let ticket = match queries::lock_by_id(tx, due.ticket_id) {
        Err(AppError::NotFound) => return Ok(()),
        found => found?,
    };
    if !queue::keep(tx, due, report, now)? {
        return Ok(());
    }
    let [_, reported] = ACTIONS;
    let event = Event::new(reported, RESOURCE, ticket.record());
    let found = json!({ "access_url": due.url, "result": report.standing().code() });
    let event = event.changed(None, Some(found));
    let event = summary(tx, &ticket)?.into_iter().fold(event, Event::on_timeline);
    outbox::tell(tx, &Actor::system(), &event)
}

/// One line once all of them are through.
fn summary(tx: &mut PgConnection, ticket: &Ticket) -> AppResult<Option<Text>> {
    let newest = queue::newest(tx, ticket.id)?;
    if newest.iter().any(|scan| scan.waiting) {
        return Ok(None);
    }
    let reports = newest.into_iter().filter_map(|scan| scan.report).map(serde_json::from_value::<Report>);
    let reports = reports.collect::<Result<Vec<_>, _>>()?;
    let good = reports.iter().filter(|report| report.standing() == Standing::Good).count();
    Ok(Some(Text::new("url-scan-line-reported").with("count", reports.len()).with("good", good)))
}
