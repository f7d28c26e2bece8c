//! What people read of a mapping's life: on its ticket's timeline, in messages and mail (spec 6, "Who receives").

use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};

use super::super::{
    expiry::{EndReason, days_left},
    mapping::{Mapping, MappingState},
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

/// What the audit log and a ticket's timeline call this: beside the ticket's own course.
pub const LIFE: [&str; 5] = [ENDED, RENEWED, REMINDED, ASKED, RECERTIFIED];

/// The form that renews what a ticket opened.
fn renewal_of(ticket: &str) -> String {
    format!("/tickets/new/internet-mapping?renew={ticket}")
}

/// Something that happened to mappings of one ticket; none for none.
fn event(action: &'static str, mappings: &[&Mapping]) -> Option<Event> {
    let first = mappings.first()?;
    Some(Event::new(action, RESOURCE, ticket_state::record_of(first.ticket_id, &first.ticket_number)))
}

/// A sentence about mappings of one ticket.
fn about(key: &'static str, mappings: &[&Mapping]) -> Text {
    let ports = text::listed(mappings.iter().map(|mapping| mapping.name()));
    let text = ports.into_iter().fold(Text::new(key), |text, ports| text.with("ports", ports));
    mappings.first().into_iter().fold(text, |text, first| {
        text.with("ticket", first.ticket_number.as_str())
            .with("application", first.application.as_str())
            .with("department", first.department.as_str())
    })
}

fn audited(mappings: &[&Mapping], state: MappingState) -> Value {
    let names: Vec<String> = mappings.iter().map(|mapping| mapping.name()).collect();
    json!({ "mappings": names, "state": state.code() })
}

fn notice(to: Vec<i64>, mail: Mail, title: Text, body: Text) -> Notice {
    Notice { to, kind: KIND, title, body, mail }
}

/// Who answers for the mappings of one ticket in its department.
fn department_of(c: &mut PgConnection, mappings: &[&Mapping]) -> AppResult<Vec<i64>> {
    match mappings.first() {
        Some(first) => accounts::queries::who_answers_for(c, first.filer_id, first.department_id),
        None => Ok(Vec::new()),
    }
}

fn operators(c: &mut PgConnection) -> AppResult<Vec<i64>> {
    accounts::queries::holders_of(c, &[Role::OpsEngineer])
}

/// They ended, and operators have them to remove.
pub(super) fn ended(tx: &mut PgConnection, who: &Actor, why: EndReason, mappings: &[&Mapping]) -> AppResult<()> {
    let Some(event) = event(ENDED, mappings) else { return Ok(()) };
    let work = notice(
        operators(tx)?,
        Mail::No,
        about("network-told-to-remove", mappings).with("count", mappings.len()),
        about("network-told-to-remove-body", mappings).with("why", Text::new(why.label())),
    );
    let event = event
        .changed(Some(audited(mappings, MappingState::Active)), Some(audited(mappings, MappingState::ToRemove)))
        .on_timeline(about("network-line-ended", mappings).with("why", Text::new(why.label())))
        .inviting(work, REMOVALS);
    // Who closes a ticket or gives a mapping up knows it; time does it to everybody.
    let event = if why == EndReason::PeriodOver {
        let title = about("network-told-ended", mappings);
        event.telling(notice(
            department_of(tx, mappings)?,
            Mail::AsChosen,
            title,
            about("network-told-ended-body", mappings),
        ))
    } else {
        event
    };
    outbox::tell(tx, who, &event)
}

/// They ended, and their renewals go on; nobody has to do anything.
pub(super) fn passed_on(
    tx: &mut PgConnection,
    who: &Actor,
    mappings: &[&Mapping],
    family: &[Mapping],
) -> AppResult<()> {
    let Some(event) = event(ENDED, mappings) else { return Ok(()) };
    let renewals: Vec<&Mapping> =
        family.iter().filter(|it| mappings.iter().any(|old| it.renews == Some(old.id))).collect();
    let line = about("network-line-passed-on", mappings).with("renewal", numbers(&renewals));
    let (before, after) = (audited(mappings, MappingState::Active), audited(mappings, MappingState::Renewed));
    outbox::tell(tx, who, &event.changed(Some(before), Some(after)).on_timeline(line))
}

fn numbers(mappings: &[&Mapping]) -> String {
    let mut numbers: Vec<&str> = mappings.iter().map(|mapping| mapping.ticket_number.as_str()).collect();
    numbers.dedup();
    numbers.join(" ")
}

/// Renewals of these were opened: each old ticket's timeline says so.
pub(super) fn prolonged(tx: &mut PgConnection, who: &Actor, pairs: &[(&Mapping, &Mapping)]) -> AppResult<()> {
    let mut tickets: Vec<i64> = pairs.iter().map(|(old, _)| old.ticket_id).collect();
    tickets.sort_unstable();
    tickets.dedup();
    for ticket in tickets {
        let (old, new): (Vec<&Mapping>, Vec<&Mapping>) =
            pairs.iter().copied().filter(|(old, _)| old.ticket_id == ticket).unzip();
        let Some(event) = event(RENEWED, &old) else { continue };
        let renewed = json!({ "mappings": old.iter().map(|it| it.name()).collect::<Vec<_>>(), "by": numbers(&new) });
        let line = about("network-line-prolonged", &old).with("renewal", numbers(&new));
        outbox::tell(tx, who, &event.changed(None, Some(renewed)).on_timeline(line))?;
    }
    Ok(())
}

/// Mappings of one ticket end together on `last_day`: filer and operators hear of it.
pub(super) fn ends_soon(
    tx: &mut PgConnection,
    mappings: &[&Mapping],
    last_day: NaiveDate,
    today: NaiveDate,
    renewal: Option<&str>,
) -> AppResult<()> {
    let Some(event) = event(REMINDED, mappings) else { return Ok(()) };
    let left = days_left(last_day, today);
    let when =
        if left == 0 { Text::new("network-ends-today") } else { Text::new("network-ends-in").with("days", left) };
    let says = |key: &'static str| about(key, mappings).with("day", last_day).with("when", when.clone());
    let title = says("network-told-ends-soon");
    let for_filer = match renewal {
        Some(renewal) => says("network-told-ends-soon-renewing").with("renewal", renewal),
        None => says("network-told-ends-soon-body"),
    };
    let for_operators = match renewal {
        Some(renewal) => says("network-told-ends-soon-operators-renewing").with("renewal", renewal),
        None => says("network-told-ends-soon-operators"),
    };
    let department = notice(department_of(tx, mappings)?, Mail::Binding, title.clone(), for_filer);
    let operators = notice(operators(tx)?, Mail::No, title, for_operators);
    let number = mappings.first().map(|first| first.ticket_number.clone()).unwrap_or_default();
    let leads_to = renewal.map_or_else(|| renewal_of(&number), ticket_state::path_of);
    let told = json!({ "mappings": mappings.iter().map(|it| it.name()).collect::<Vec<_>>(), "days": left });
    let event = event.changed(None, Some(told)).inviting(department, leads_to).telling(operators);
    outbox::tell(tx, &Actor::system(), &event)
}

/// The department is asked whether these, all of one ticket, are still needed.
pub(super) fn asked(tx: &mut PgConnection, mappings: &[&Mapping]) -> AppResult<()> {
    let Some(event) = event(ASKED, mappings) else { return Ok(()) };
    let since = mappings.iter().map(|mapping| mapping.needed_since()).min();
    let body = about("network-told-recertify-body", mappings);
    let body = since.into_iter().fold(body, |body, since| body.with("since", date_of(since)));
    let title = about("network-told-recertify", mappings);
    let question = notice(department_of(tx, mappings)?, Mail::Binding, title, body);
    let told = json!({ "mappings": mappings.iter().map(|it| it.name()).collect::<Vec<_>>() });
    outbox::tell(tx, &Actor::system(), &event.changed(None, Some(told)).inviting(question, RECERTIFICATION))
}

/// Somebody said that it is still needed.
pub(super) fn recertified(tx: &mut PgConnection, who: &Actor, mapping: &Mapping, now: DateTime<Utc>) -> AppResult<()> {
    let Some(event) = event(RECERTIFIED, &[mapping]) else { return Ok(()) };
    let before = json!({ "mapping": mapping.name(), "recertified_at": mapping.recertified_at });
    let after = json!({ "mapping": mapping.name(), "recertified_at": now });
    let line = about("network-line-recertified", &[mapping]);
    outbox::tell(tx, who, &event.changed(Some(before), Some(after)).on_timeline(line))
}
