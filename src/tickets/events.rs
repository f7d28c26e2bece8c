//! What happens to tickets, told once: timeline, audit, messages and mail (spec 6, "Who receives").

use diesel::PgConnection;
use serde_json::json;

use super::{
    acting::Rating,
    around, authorisations,
    model::{RECORD_KIND, Ticket},
    url_scans,
};
pub(super) use crate::ticket_state::RESOURCE;
use crate::{
    accounts,
    error::{AppError, AppResult},
    network,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Role},
    text::Text,
};

/// One change of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Created,
    Edited,
    Submitted,
    Accepted,
    Asked,
    Replied,
    Returned,
    Resolved,
    Confirmed,
    /// Time completed it, unrated.
    Completed,
    Reopened,
    Closed,
    Urged,
    Assigned,
    Messaged,
    /// Nothing of it is repeated anywhere.
    SecretMessaged,
    ContactChanged,
    /// The operators' target time runs out.
    DueSoon,
    /// It has run out.
    Overdue,
    /// It is about to complete by itself, unrated.
    CompletesSoon,
    Deleted,
    /// It left its department's lists.
    Hidden,
}

/// Who is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    Nobody,
    Filer(Mail),
    /// The assignee, mailed too, or while there is none everyone of the queue.
    Operators,
    /// The filer, mailed too, and the operators as above.
    FilerAndOperators,
    /// The filer and the assignee; whoever did it isn't told.
    BothSides,
}

/// Notes what happened to `ticket`, which was `before`, with the words somebody gave.
///
/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Ticket>,
    ticket: &Ticket,
    happened: Happened,
    words: &str,
) -> AppResult<()> {
    let after = (happened != Happened::Deleted).then(|| ticket.audited());
    let event = Event::new(happened.audit_name(), RESOURCE, ticket.record())
        .differing(before.map(Ticket::audited), after)
        .quoting(words);
    let event = happened.timeline(ticket).into_iter().fold(event, Event::on_timeline);
    let notices = notices(tx, ticket, happened)?;
    let event = notices.into_iter().fold(event, Event::telling);
    outbox::tell(tx, who, &event)?;
    if happened.is_mailed_to_filer() { copy(tx, ticket, &event) } else { Ok(()) }
}

/// What the filer is mailed goes to the addresses that are to have a copy too, in Chinese: who reads there isn't known.
fn copy(tx: &mut PgConnection, ticket: &Ticket, event: &Event) -> AppResult<()> {
    let addresses = around::addresses(tx, ticket.id)?;
    let Some(notice) = event.notices.iter().map(|(notice, _)| notice).find(|it| it.to.contains(&ticket.filer_id))
    else {
        return Ok(());
    };
    let because = Text::new("ticket-told-copied").with("about", about(ticket)).with("filer", ticket.of.filer.as_str());
    outbox::copy(tx, event, &Notice { body: because, ..notice.clone() }, &addresses)
}

/// Notes the marks of a rating in the audit log, which names them by themselves.
///
/// # Errors
/// When the database refuses.
pub fn note_rating(tx: &mut PgConnection, who: &Actor, ticket: &Ticket, rating: &Rating) -> AppResult<()> {
    let marks = json!({ "timeliness": rating.timeliness, "result": rating.outcome, "text": rating.text });
    outbox::tell(tx, who, &Event::new("createScores", RESOURCE, ticket.record()).changed(None, Some(marks)))
}

fn notices(c: &mut PgConnection, ticket: &Ticket, happened: Happened) -> AppResult<Vec<Notice>> {
    let Some(title) = happened.title() else { return Ok(vec![]) };
    let title = Text::new(title).with("number", ticket.number.as_str());
    let notice =
        |to: Vec<i64>, mail: Mail| Notice { to, kind: RECORD_KIND, title: title.clone(), body: about(ticket), mail };
    let operators = |c: &mut PgConnection| match ticket.assignee_id {
        Some(assignee) => Ok::<_, AppError>(notice(vec![assignee], Mail::AsChosen)),
        None => match handlers(c, ticket)? {
            nobody if nobody.is_empty() => nobody_handles(c, ticket),
            handlers => Ok(notice(handlers, Mail::No)),
        },
    };
    Ok(match happened.audience() {
        Audience::Nobody => vec![],
        Audience::Filer(mail) => vec![notice(vec![ticket.filer_id], mail)],
        Audience::Operators => vec![operators(c)?],
        Audience::FilerAndOperators => vec![notice(vec![ticket.filer_id], Mail::AsChosen), operators(c)?],
        Audience::BothSides => {
            vec![notice([ticket.filer_id].into_iter().chain(ticket.assignee_id).collect(), Mail::No)]
        }
    })
}

/// The operators who may handle it: not its filer, if that is one of them.
///
/// # Errors
/// When the database can't be had.
pub fn handlers(c: &mut PgConnection, ticket: &Ticket) -> AppResult<Vec<i64>> {
    let mut operators = accounts::queries::holders_of(c, &[Role::OpsEngineer])?;
    operators.retain(|operator| *operator != ticket.filer_id);
    Ok(operators)
}

/// Nobody decides what they filed themselves: an administrator must find somebody (spec 1, "Everywhere").
fn nobody_handles(c: &mut PgConnection, ticket: &Ticket) -> AppResult<Notice> {
    Ok(Notice {
        to: accounts::queries::holders_of(c, &[Role::PlatformAdmin, Role::SecurityAdmin])?,
        kind: RECORD_KIND,
        title: Text::new("ticket-told-nobody-handles").with("number", ticket.number.as_str()),
        body: about(ticket),
        mail: Mail::Binding,
    })
}

fn about(ticket: &Ticket) -> Text {
    Text::new("ticket-told-about")
        .with("kind", ticket.kind.name())
        .with("application", ticket.of.application.as_str())
        .with("department", ticket.of.department.as_str())
        .with("filer", ticket.of.filer.as_str())
}

/// What happens beside a ticket's own course, and leaves its version as it is.
const BESIDE: [&str; 3] =
    [Happened::Messaged.audit_name(), Happened::SecretMessaged.audit_name(), Happened::Urged.audit_name()];

/// Whether that changed nothing that others decide about: talk, and what became of the ports later.
pub(super) fn is_beside(action: &str) -> bool {
    let around = around::ACTIONS.contains(&action) || url_scans::ACTIONS.contains(&action);
    let around = around || authorisations::ACTIONS.contains(&action);
    BESIDE.contains(&action) || around || network::commands::LIFE.contains(&action)
}

impl Happened {
    /// Spec 8, "Audit".
    #[must_use]
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Created => "createCase",
            Self::Edited => "updateCase",
            Self::Submitted => "submitCase",
            Self::Accepted => "acceptCase",
            Self::Asked => "askCase",
            Self::Replied => "replyCase",
            Self::Returned => "returnCase",
            Self::Resolved => "resolveCase",
            Self::Confirmed | Self::Completed => "closeCase",
            Self::Reopened => "reopenCase",
            Self::Closed => "cancelCase",
            Self::Urged => "urgeCase",
            Self::Assigned => "assignCase",
            Self::Messaged => "messageCase",
            Self::SecretMessaged => "secretMessageCase",
            Self::ContactChanged => "updateCaseContact",
            Self::DueSoon | Self::Overdue | Self::CompletesSoon => "remindCase",
            Self::Deleted | Self::Hidden => "deleteCase",
        }
    }

    const fn audience(self) -> Audience {
        match self {
            Self::Created | Self::Edited | Self::Confirmed | Self::ContactChanged | Self::Deleted | Self::Hidden => {
                Audience::Nobody
            }
            Self::Accepted | Self::Completed => Audience::Filer(Mail::AsChosen),
            // These wait for the filer's move.
            Self::Asked | Self::Returned | Self::Resolved | Self::CompletesSoon => Audience::Filer(Mail::Binding),
            Self::Submitted | Self::Replied | Self::Urged | Self::Closed | Self::Reopened | Self::Assigned => {
                Audience::Operators
            }
            Self::DueSoon | Self::Overdue => Audience::FilerAndOperators,
            Self::Messaged | Self::SecretMessaged => Audience::BothSides,
        }
    }

    fn timeline(self, ticket: &Ticket) -> Option<Text> {
        let line = Text::new(self.line()?);
        Some(if self == Self::Urged { line.with("urges", ticket.urges) } else { line })
    }

    /// The timeline's line; reminders have none.
    #[must_use]
    pub const fn line(self) -> Option<&'static str> {
        Some(match self {
            Self::Created => "ticket-line-created",
            Self::Edited => "ticket-line-edited",
            Self::Submitted => "ticket-line-submitted",
            Self::Accepted => "ticket-line-accepted",
            Self::Asked => "ticket-line-asked",
            Self::Replied => "ticket-line-replied",
            Self::Returned => "ticket-line-returned",
            Self::Resolved => "ticket-line-resolved",
            Self::Confirmed => "ticket-line-confirmed",
            Self::Completed => "ticket-line-completed",
            Self::Reopened => "ticket-line-reopened",
            Self::Closed => "ticket-line-closed",
            Self::Urged => "ticket-line-urged",
            Self::Assigned => "ticket-line-assigned",
            Self::Messaged => "ticket-line-messaged",
            Self::SecretMessaged => "ticket-line-secret-messaged",
            Self::ContactChanged => "ticket-line-contact-changed",
            Self::DueSoon | Self::Overdue | Self::CompletesSoon => return None,
            Self::Deleted | Self::Hidden => "ticket-line-deleted",
        })
    }

    /// The message's title, if anyone gets one.
    #[must_use]
    pub const fn title(self) -> Option<&'static str> {
        Some(match self {
            Self::Created | Self::Edited | Self::Confirmed | Self::ContactChanged | Self::Deleted | Self::Hidden => {
                return None;
            }
            Self::Submitted => "ticket-told-submitted",
            Self::Accepted => "ticket-told-accepted",
            Self::Asked => "ticket-told-asked",
            Self::Replied => "ticket-told-replied",
            Self::Returned => "ticket-told-returned",
            Self::Resolved => "ticket-told-resolved",
            Self::Completed => "ticket-told-completed",
            Self::Reopened => "ticket-told-reopened",
            Self::Closed => "ticket-told-closed",
            Self::Urged => "ticket-told-urged",
            Self::Assigned => "ticket-told-assigned",
            Self::Messaged | Self::SecretMessaged => "ticket-told-messaged",
            Self::DueSoon => "ticket-told-due-soon",
            Self::Overdue => "ticket-told-overdue",
            Self::CompletesSoon => "ticket-told-completes-soon",
        })
    }

    /// Whether its filer is mailed.
    const fn is_mailed_to_filer(self) -> bool {
        matches!(self.audience(), Audience::Filer(_) | Audience::FilerAndOperators)
    }

    /// Whether its filer is told.
    #[must_use]
    pub const fn tells_filer(self) -> bool {
        matches!(self.audience(), Audience::Filer(_))
    }
}
