//! What people read of an opening's life: on its ticket's timeline, in messages and mail (spec 6, "Who receives").

use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};

use super::super::{
    expiry::{EndReason, days_left},
    mapping::MappingState,
    opening::Opening,
};
use crate::{
    accounts,
    calendar::date_of,
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Role},
    text::{self, Text},
    ticket_state,
};

/// The message centre's filter.
const KIND: &str = "network";
/// The audit log's resource type.
const RESOURCE: &str = "mapping";
const REMOVALS: &str = "/network/removals";
const RECERTIFICATION: &str = "/network/recertification";

const ENDED: &str = "endMapping";
const RENEWED: &str = "renewMapping";
const REMINDED: &str = "remindMapping";
const ASKED: &str = "askRecertification";
const RECERTIFIED: &str = "recertifyMapping";
const REMOVED: &str = "removeMapping";

/// What the audit log and a ticket's timeline call this: beside the ticket's own course.
pub const LIFE: [&str; 6] = [ENDED, RENEWED, REMINDED, ASKED, RECERTIFIED, REMOVED];

/// What an entry of the register reads there: who removed it the entry knows itself.
pub const TOLD_OF_ENTRIES: [&str; 5] = [ENDED, RENEWED, REMINDED, ASKED, RECERTIFIED];

/// Something that happened to openings of one ticket; none for none.
fn event(action: &'static str, openings: &[&Opening]) -> Option<Event> {
    let first = openings.first()?;
    Some(Event::new(action, RESOURCE, ticket_state::record_of(first.ticket_id, &first.ticket_number)))
}

/// A sentence about openings of one ticket.
fn about(key: &'static str, openings: &[&Opening]) -> Text {
    let ports = text::listed(openings.iter().map(|it| it.name()));
    let text = ports.into_iter().fold(Text::new(key), |text, ports| text.with("ports", ports));
    openings.first().into_iter().fold(text, |text, first| {
        text.with("what", Text::new(first.register.label()))
            .with("ticket", first.ticket_number.as_str())
            .with("application", first.application.as_str())
            .with("department", first.department.as_str())
    })
}

fn audited(openings: &[&Opening], state: MappingState) -> Value {
    let names: Vec<String> = openings.iter().map(|it| it.name()).collect();
    json!({ "mappings": names, "state": state.code() })
}

fn notice(to: Vec<i64>, mail: Mail, title: Text, body: Text) -> Notice {
    Notice { to, kind: KIND, title, body, mail }
}

/// Who answers for the openings of one ticket in its department.
fn department_of(c: &mut PgConnection, openings: &[&Opening]) -> AppResult<Vec<i64>> {
    match openings.first() {
        Some(first) => accounts::queries::who_answers_for(c, first.filer_id, first.department_id),
        None => Ok(Vec::new()),
    }
}

fn operators(c: &mut PgConnection) -> AppResult<Vec<i64>> {
    accounts::queries::holders_of(c, &[Role::OpsEngineer])
}

/// They ended, and operators have them to remove.
pub(super) fn ended(tx: &mut PgConnection, who: &Actor, why: EndReason, openings: &[&Opening]) -> AppResult<()> {
    let Some(event) = event(ENDED, openings) else { return Ok(()) };
    let work = notice(
        operators(tx)?,
        Mail::No,
        about("network-told-to-remove", openings).with("count", openings.len()),
        about("network-told-to-remove-body", openings).with("why", Text::new(why.label())),
    );
    let event = event
        .changed(Some(audited(openings, MappingState::Active)), Some(audited(openings, MappingState::ToRemove)))
        .on_timeline(about("network-line-ended", openings).with("why", Text::new(why.label())))
        .inviting(work, REMOVALS);
    // Who closes a ticket or gives it up knows it; time, or the host's end, does it to everybody.
    let event = match told(why) {
        Some([title, body]) => {
            let (title, body) = (about(title, openings), about(body, openings));
            event.telling(notice(department_of(tx, openings)?, Mail::AsChosen, title, body))
        }
        None => event,
    };
    outbox::tell(tx, who, &event)
}

/// What the department is told of an end that it may not know of.
fn told(why: EndReason) -> Option<[&'static str; 2]> {
    match why {
        EndReason::PeriodOver => Some(["network-told-ended", "network-told-ended-body"]),
        EndReason::HostRetired => Some(["network-told-ended-with-host", "network-told-ended-with-host-body"]),
        EndReason::TicketClosed | EndReason::NotNeeded | EndReason::Cancelled => None,
    }
}

/// Renewals that were opened are given up before they began: what they follow ends when it ends.
pub(super) fn given_back(tx: &mut PgConnection, who: &Actor, why: EndReason, openings: &[&Opening]) -> AppResult<()> {
    let Some(event) = event(ENDED, openings) else { return Ok(()) };
    let line = about("network-line-given-back", openings).with("why", Text::new(why.label()));
    let (before, after) = (audited(openings, MappingState::Active), audited(openings, MappingState::Released));
    outbox::tell(tx, who, &event.changed(Some(before), Some(after)).on_timeline(line))
}

/// They ended, and their renewals go on; nobody has to do anything.
pub(super) fn passed_on(
    tx: &mut PgConnection,
    who: &Actor,
    openings: &[&Opening],
    family: &[Opening],
) -> AppResult<()> {
    let Some(event) = event(ENDED, openings) else { return Ok(()) };
    let renewals: Vec<&Opening> =
        family.iter().filter(|it| openings.iter().any(|old| it.renews == Some(old.id))).collect();
    let line = about("network-line-passed-on", openings).with("renewal", numbers(&renewals));
    let (before, after) = (audited(openings, MappingState::Active), audited(openings, MappingState::Renewed));
    outbox::tell(tx, who, &event.changed(Some(before), Some(after)).on_timeline(line))
}

fn numbers(openings: &[&Opening]) -> String {
    let mut numbers: Vec<&str> = openings.iter().map(|it| it.ticket_number.as_str()).collect();
    numbers.dedup();
    numbers.join(" ")
}

/// Renewals of these were opened: each old ticket's timeline says so.
pub(super) fn prolonged(tx: &mut PgConnection, who: &Actor, pairs: &[(&Opening, &Opening)]) -> AppResult<()> {
    let mut tickets: Vec<i64> = pairs.iter().map(|(old, _)| old.ticket_id).collect();
    tickets.sort_unstable();
    tickets.dedup();
    for ticket in tickets {
        let (old, new): (Vec<&Opening>, Vec<&Opening>) =
            pairs.iter().copied().filter(|(old, _)| old.ticket_id == ticket).unzip();
        let Some(event) = event(RENEWED, &old) else { continue };
        let renewed = json!({ "mappings": old.iter().map(|it| it.name()).collect::<Vec<_>>(), "by": numbers(&new) });
        let line = about("network-line-prolonged", &old).with("renewal", numbers(&new));
        outbox::tell(tx, who, &event.changed(None, Some(renewed)).on_timeline(line))?;
    }
    Ok(())
}

/// Openings of one ticket end together on `last_day`: filer and operators hear of it.
pub(super) fn ends_soon(
    tx: &mut PgConnection,
    openings: &[&Opening],
    last_day: NaiveDate,
    today: NaiveDate,
    renewal: Option<&str>,
) -> AppResult<()> {
    let Some(event) = event(REMINDED, openings) else { return Ok(()) };
    let left = days_left(last_day, today);
    let when =
        if left == 0 { Text::new("network-ends-today") } else { Text::new("network-ends-in").with("days", left) };
    let says = |key: &'static str| about(key, openings).with("day", last_day).with("when", when.clone());
    let title = says("network-told-ends-soon");
    let for_filer = match renewal {
        Some(renewal) => says("network-told-ends-soon-renewing").with("renewal", renewal),
        None => says("network-told-ends-soon-body"),
    };
    let for_operators = match renewal {
        Some(renewal) => says("network-told-ends-soon-operators-renewing").with("renewal", renewal),
        None => says("network-told-ends-soon-operators"),
    };
    let department = notice(department_of(tx, openings)?, Mail::Binding, title.clone(), for_filer);
    let operators = notice(operators(tx)?, Mail::No, title, for_operators);
    let form = openings.first().map(|first| first.renewal_path()).unwrap_or_default();
    let leads_to = renewal.map_or(form, ticket_state::path_of);
    let told = json!({ "mappings": openings.iter().map(|it| it.name()).collect::<Vec<_>>(), "days": left });
    let line = about("network-line-reminded", openings).with("day", last_day);
    let event = event.changed(None, Some(told)).on_timeline(line).inviting(department, leads_to).telling(operators);
    outbox::tell(tx, &Actor::system(), &event)
}

/// The department is asked whether these, all of one ticket, are still needed.
pub(super) fn asked(tx: &mut PgConnection, openings: &[&Opening]) -> AppResult<()> {
    let Some(event) = event(ASKED, openings) else { return Ok(()) };
    let since = openings.iter().map(|it| it.needed_since()).min();
    let body = about("network-told-recertify-body", openings);
    let body = since.into_iter().fold(body, |body, since| body.with("since", date_of(since)));
    let title = about("network-told-recertify", openings);
    let question = notice(department_of(tx, openings)?, Mail::Binding, title, body);
    let told = json!({ "mappings": openings.iter().map(|it| it.name()).collect::<Vec<_>>() });
    let event = event.changed(None, Some(told)).on_timeline(about("network-line-asked", openings));
    outbox::tell(tx, &Actor::system(), &event.inviting(question, RECERTIFICATION))
}

/// Somebody said that it is still needed.
pub(super) fn recertified(tx: &mut PgConnection, who: &Actor, opening: &Opening, now: DateTime<Utc>) -> AppResult<()> {
    let Some(event) = event(RECERTIFIED, &[opening]) else { return Ok(()) };
    let before = json!({ "mapping": opening.name(), "recertified_at": opening.recertified_at });
    let after = json!({ "mapping": opening.name(), "recertified_at": now });
    let line = about("network-line-recertified", &[opening]);
    outbox::tell(tx, who, &event.changed(Some(before), Some(after)).on_timeline(line))
}

/// An operator closed access at the gateway.
pub(super) fn access_removed(opening: &Opening) -> Event {
    let record = ticket_state::record_of(opening.ticket_id, &opening.ticket_number);
    let told = json!({ "policy": opening.name(), "ticket": opening.ticket_number });
    let said = about("network-line-access-removed", &[opening]);
    Event::new(REMOVED, RESOURCE, record).changed(Some(told), None).on_timeline(said)
}
