//! Saving and submitting: both take a form with everything it needs, in one transaction.

use chrono::{DateTime, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    access::{AccessRequest, Way},
    author::Author,
    desk::{Desk, Occupied},
    form::TicketForm,
    lengths,
    mapping::Side,
    reading::Request,
    server::PlanRequest,
};
use crate::{
    applications::{self, model::Application},
    attachments, calendar,
    error::{AppError, AppResult},
    network,
    policy::Actor,
    text::Text,
    tickets::{
        action::Action,
        around,
        events::{self, Happened},
        history,
        model::Ticket,
        party::{self, Party},
        queries, storage, turns, url_scans,
        workflow::{self, Event, Step},
    },
    web::{form::Errors, kept, submission},
};

/// A form on its way.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Of the draft or the returned ticket it changes.
    pub number: Option<String>,
    /// As its page was drawn.
    pub version: Option<i32>,
    pub submission: Option<Uuid>,
    pub form: TicketForm,
    /// What the form may not contain, already found.
    pub errors: Errors,
    /// Under what its text was kept while typing.
    pub kept_at: Vec<String>,
}

/// The ticket that `filing` changes, if it changes one; nobody else changes it until the transaction ends.
///
/// # Errors
/// 404, 403, 409 where it isn't the filer's to edit now.
pub fn own_ticket(
    tx: &mut PgConnection,
    who: &Actor,
    number: Option<&str>,
    action: Action,
    now: DateTime<Utc>,
) -> AppResult<Option<Ticket>> {
    let Some(number) = number else { return Ok(None) };
    let ticket = queries::lock(tx, who, number)?;
    allow(tx, who, &ticket, action, now)?;
    Ok(Some(ticket))
}

/// Whether `who` may do that with `ticket`, and can now.
///
/// # Errors
/// 403, 409.
pub fn allow(
    c: &mut PgConnection,
    who: &Actor,
    ticket: &Ticket,
    action: Action,
    now: DateTime<Utc>,
) -> AppResult<Step> {
    if !party::may(action, ticket.state, &Party::of(who, &ticket.filed())) {
        return Err(AppError::forbidden());
    }
    match workflow::next(&ticket.situation(), Event::Act(action), now) {
        Ok(step) => Ok(step),
        Err(refusal) => Err(AppError::NotNow(history::explain(c, ticket, refusal.into_text())?)),
    }
}

/// Keeps the form as a draft, lengths checked alone. Where it led is where the caller goes.
///
/// # Errors
/// 404, 403, 409, and 422 for what is too long to keep.
pub fn save(tx: &mut PgConnection, who: &Actor, filing: Filing, now: DateTime<Utc>) -> AppResult<String> {
    submission::once(tx, who.id, filing.submission, |tx| {
        let before = current(tx, who, &filing, Action::Edit, now)?;
        let mut filing = filing;
        let author = Author::read(tx, who, before.as_ref(), "")?;
        let desk = Desk::open(tx, who, author, &mut filing.form, before.as_ref(), Occupied::Renewed)?;
        let mut errors = filing.errors.clone();
        let application = errors.take("application", draft_application(tx, who, &filing.form)?);
        lengths::check(&filing.form, &mut errors);
        let application = errors.finish(|| application).map_err(AppError::Invalid)?;
        let filled = fill(tx, who, before.as_ref(), &filing.form, application.as_ref(), now)?;
        let mut ticket = filled.clone();
        put(tx, who, before.as_ref(), &filled, &mut ticket, now)?;
        tie_files(tx, who, &filing.form, &desk, &ticket)?;
        around::keep_copies(tx, ticket.id, &filing.form.cc_emails)?;
        if before.is_some() {
            events::tell(tx, who, before.as_ref(), &ticket, Happened::Edited, "")?;
        }
        forget(tx, who, &filing)?;
        Ok(ticket.path())
    })
}

/// Submits the form: what it asks for is held, or nothing happens.
///
/// # Errors
/// 404, 403, 409, and 422 with every refusal.
pub fn submit(tx: &mut PgConnection, who: &Actor, filing: Filing, now: DateTime<Utc>) -> AppResult<String> {
    submission::once(tx, who.id, filing.submission, |tx| {
        let before = current(tx, who, &filing, Action::Submit, now)?;
        let mut filing = filing;
        let author = Author::read(tx, who, before.as_ref(), "")?;
        let desk = Desk::open(tx, who, author, &mut filing.form, before.as_ref(), Occupied::Renewed)?;
        let (application, request) = read(tx, who, &filing, &desk, before.as_ref(), now)?;
        let filled = fill(tx, who, before.as_ref(), &filing.form, Some(&application), now)?;
        let step = allow(tx, who, &filled, Action::Submit, now)?;
        let calendar = calendar::read(tx)?;
        let mut ticket = filled.clone();
        ticket.advance(&step, who.id, &calendar, now);
        put(tx, who, before.as_ref(), &filled, &mut ticket, now)?;
        tie_files(tx, who, &filing.form, &desk, &ticket)?;
        hold(tx, who, &ticket, &application, &request, now)?;
        url_scans::ask(tx, who.id, &ticket, now)?;
        turns::pass(tx, before.as_ref(), &ticket, &calendar, now)?;
        around::keep_copies(tx, ticket.id, &filing.form.cc_emails)?;
        events::tell(tx, who, before.as_ref(), &ticket, Happened::Submitted, "")?;
        forget(tx, who, &filing)?;
        Ok(ticket.path())
    })
}

/// The ticket as it is, unless the page showed it otherwise.
fn current(
    tx: &mut PgConnection,
    who: &Actor,
    filing: &Filing,
    action: Action,
    now: DateTime<Utc>,
) -> AppResult<Option<Ticket>> {
    let ticket = own_ticket(tx, who, filing.number.as_deref(), action, now)?;
    match (&ticket, filing.version) {
        (Some(ticket), Some(shown)) if ticket.version != shown => {
            Err(AppError::Stale(history::since(tx, ticket, shown)?))
        }
        _ => Ok(ticket),
    }
}

fn read(
    tx: &mut PgConnection,
    who: &Actor,
    filing: &Filing,
    desk: &Desk,
    ticket: Option<&Ticket>,
    now: DateTime<Utc>,
) -> AppResult<(Application, Request)> {
    let mut errors = filing.errors.clone();
    let application = errors.take("application", application(tx, who, &filing.form)?);
    let request = desk.read(tx, who, &filing.form, ticket, now)?.request();
    let request = request.map_err(|refusals| errors.append(refusals)).ok();
    errors.finish(|| Some((application?, request?))).map_err(AppError::Invalid)
}

/// The application that a submitted form must name; it isn't retired meanwhile.
fn application(tx: &mut PgConnection, who: &Actor, form: &TicketForm) -> AppResult<Result<Application, Text>> {
    if form.application.is_empty() {
        return Ok(Err("ticket-application-missing".into()));
    }
    let Ok(id) = form.application.parse() else { return Ok(Err(CLOSED.into())) };
    or_closed(applications::queries::open_for_tickets(tx, who, id))
}

/// A draft may leave it open, or name one that is retired by now.
fn draft_application(
    tx: &mut PgConnection,
    who: &Actor,
    form: &TicketForm,
) -> AppResult<Result<Option<Application>, Text>> {
    if form.application.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(id) = form.application.parse() else { return Ok(Err(CLOSED.into())) };
    Ok(or_closed(applications::queries::own(tx, who, id))?.map(Some))
}

/// What to say of an application that is out of sight, another department's, or retired.
const CLOSED: &str = "ticket-application-closed";

fn or_closed(found: AppResult<Application>) -> AppResult<Result<Application, Text>> {
    match found {
        Ok(application) => Ok(Ok(application)),
        Err(AppError::NotFound | AppError::NotAllowed(_) | AppError::NotNow(_)) => Ok(Err(CLOSED.into())),
        Err(other) => Err(other),
    }
}

/// The ticket with what the form says, to be put down by the caller: the one it changes, or a draft.
fn fill(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Ticket>,
    form: &TicketForm,
    application: Option<&Application>,
    now: DateTime<Utc>,
) -> AppResult<Ticket> {
    let mut ticket = match before {
        Some(ticket) => Ticket { details: form.details.clone(), ..ticket.clone() },
        None => Ticket {
            copied_from_id: original(tx, who, &form.copied_from)?,
            ..storage::draft(tx, who, form.details.clone(), now)?
        },
    };
    ticket.application_id = application.map(|application| application.id);
    ticket.of.application = application.map(|application| application.name.clone()).unwrap_or_default();
    ticket.contact_phone.clone_from(&form.contact_phone);
    ticket.contact_email.clone_from(&form.contact_email);
    ticket.description.clone_from(&form.description);
    Ok(ticket)
}

/// Writes the ticket down; a new one is told of as the draft it began as.
fn put(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Ticket>,
    filled: &Ticket,
    ticket: &mut Ticket,
    now: DateTime<Utc>,
) -> AppResult<()> {
    if before.is_some() {
        return storage::store(tx, ticket, now);
    }
    storage::insert(tx, ticket)?;
    events::tell(tx, who, None, filled, Happened::Created, "")
}

/// The ticket it was copied from, as long as it is in sight.
fn original(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<Option<i64>> {
    if number.is_empty() {
        return Ok(None);
    }
    match queries::find(c, who, number) {
        Ok(ticket) => Ok(Some(ticket.id)),
        Err(AppError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

fn tie_files(tx: &mut PgConnection, who: &Actor, form: &TicketForm, desk: &Desk, ticket: &Ticket) -> AppResult<()> {
    let stay: Vec<Uuid> = form.uploaded.iter().chain(&desk.sent_files).copied().collect();
    attachments::commands::drop_others(tx, ticket.id, &stay)?;
    attachments::commands::attach_to_ticket(tx, who, &form.uploaded, ticket.id)
}

/// Takes what is asked for; who lost the race for it is told as if it had been taken before.
fn hold(
    tx: &mut PgConnection,
    who: &Actor,
    ticket: &Ticket,
    application: &Application,
    request: &Request,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let for_ticket = network::commands::TicketPorts {
        ticket: ticket.id,
        department: ticket.department_id,
        application: application.id,
    };
    let mut errors = Errors::default();
    match request {
        Request::Ports(ports) => {
            let field = Side::of(ticket.kind).port;
            if let Err(conflicts) = network::commands::hold(tx, &for_ticket, &ports.rows, ports.valid, now)? {
                for conflict in conflicts {
                    errors.add(format!("{field}-{}", conflict.row), conflict.says(who));
                }
            }
        }
        Request::Access(access) => {
            let AccessRequest { rule, hosts, valid, renews } = access.as_ref();
            let claimed = network::commands::claim(tx, &for_ticket, rule, hosts.as_ref(), *valid, *renews, now)?;
            if let Err(other) = claimed {
                let gone = || Text::new("network-access-changed");
                errors.add(Way::of(ticket.kind).to, other.map_or_else(gone, |it| it.is_in_the_way(who, now)));
            }
        }
        Request::Hosts(None) | Request::Answer => {}
        Request::Hosts(Some(PlanRequest { plan, hosts, field })) => {
            if let Err(others) = network::commands::plan_for_hosts(tx, &for_ticket, *plan, hosts, now)? {
                if others.is_empty() {
                    errors.add(*field, "network-access-changed");
                }
                for (host, planned) in others {
                    errors.add(*field, planned.says(host));
                }
            }
        }
    }
    errors.finish(|| Some(())).map_err(AppError::Invalid)
}

/// What was typed is sent, and kept no longer.
fn forget(tx: &mut PgConnection, who: &Actor, filing: &Filing) -> AppResult<()> {
    filing.kept_at.iter().try_for_each(|path| kept::forget(tx, who.id, path))
}
