//! What happens to requests, told once: timeline, audit, messages and mail (spec 6, "Who receives").

use diesel::prelude::*;

use super::{
    model::{RECORD_KIND, RESOURCE, Request},
    queries::deciders,
    review::Review,
    state::State,
};
use crate::{
    accounts,
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Principal, Role},
    schema::request_users,
    text::{Arg, Text},
};

/// One change of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Created,
    /// As a draft, or while its author changes what was rejected.
    Saved,
    Submitted,
    /// After a rejection.
    Resubmitted,
    /// While nobody has decided.
    Changed,
    Approved,
    Rejected,
    Withdrawn,
    PartlyDelivered {
        units: usize,
    },
    Delivered,
    /// A resource was changed, or given back.
    CarriedOut,
    DueSoon,
    Overdue,
}

/// Notes what happened to `request`, which was `before`, with the words somebody gave and the fields that `changed`
/// since it was submitted before.
///
/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: Option<&Request>,
    request: &Request,
    happened: Happened,
    words: &str,
    changed: Option<Arg>,
) -> AppResult<()> {
    let event = Event::new(happened.audit_name(), RESOURCE, request.record())
        .differing(before.map(Request::audited), Some(request.audited()))
        .quoting(words);
    let review = before.and_then(|before| before.state.review());
    let principal = before.filter(|_| happened.is_decision()).and_then(|before| before.decided_for(who));
    let event = event.in_place_of(principal);
    let event = happened.line(review, changed.clone()).into_iter().fold(event, Event::on_timeline);
    let mut body = body(request, changed);
    if happened.is_decision() {
        let name = principal.map(|principal| principal.display_name.as_str()).unwrap_or_default();
        body = Text::new("request-told-decided").with("about", body).with("by", outbox::named(&who.display_name, name));
    }
    let mut notices = notices(tx, before, request, happened, &body)?;
    notices.extend(principal.map(|principal| decided_in_place_of(principal, request, body)));
    let event = notices.into_iter().fold(event, Event::telling);
    outbox::tell(tx, who, &event)?;
    if matches!(happened, Happened::Delivered | Happened::CarriedOut) {
        tell_users_without_accounts(tx, request, &event)
    } else {
        Ok(())
    }
}

/// Whoever was stood in for hears what was decided.
fn decided_in_place_of(principal: &Principal, request: &Request, body: Text) -> Notice {
    let title = Text::new("request-told-decided-for-you").with("number", request.number.as_str());
    Notice { to: vec![principal.id], kind: RECORD_KIND, title, body, mail: Mail::No }
}

/// Who is to use the machines and can't sign in is mailed, in Chinese: what they read isn't known.
fn tell_users_without_accounts(tx: &mut PgConnection, request: &Request, event: &Event) -> AppResult<()> {
    let its = request_users::table
        .filter(request_users::request_id.eq(request.id))
        .filter(request_users::revision.eq(request.revision));
    let addresses: Vec<String> = its
        .filter(request_users::user_id.is_null())
        .order(request_users::place)
        .select(request_users::email)
        .load(tx)?;
    let Some((notice, _)) = event.notices.first() else { return Ok(()) };
    outbox::copy(tx, event, notice, &addresses)
}

fn notices(
    tx: &mut PgConnection,
    before: Option<&Request>,
    request: &Request,
    happened: Happened,
    body: &Text,
) -> AppResult<Vec<Notice>> {
    let number = request.number.as_str();
    let notice = |to: Vec<i64>, title: &'static str, mail: Mail| {
        let waits_for = request.state.review().map_or("request-state-delivering", Review::name);
        let title = Text::new(title).with("number", number).with("review", Text::new(waits_for));
        Notice { to, kind: RECORD_KIND, title, body: body.clone(), mail }
    };
    let applicant = vec![request.applicant_id];
    let managers = |tx: &mut PgConnection| accounts::queries::holders_of(tx, &[Role::OpsManager]);
    let mut told = Vec::new();
    match happened {
        Happened::Created | Happened::Saved => return Ok(told),
        Happened::Submitted | Happened::Resubmitted => {
            told.push(ask(tx, request, &notice)?);
            told.push(notice(managers(tx)?, "request-told-submitted", Mail::No));
        }
        Happened::Changed => told.push(notice(deciders(tx, request)?, "request-told-changed", Mail::Binding)),
        Happened::Approved => {
            told.push(notice(applicant, "request-told-approved", Mail::AsChosen));
            told.push(ask(tx, request, &notice)?);
            told.push(notice(managers(tx)?, "request-told-approved", Mail::No));
        }
        Happened::Rejected => {
            told.push(notice(applicant, "request-told-rejected", Mail::Binding));
            told.push(notice(managers(tx)?, "request-told-rejected", Mail::No));
        }
        Happened::Withdrawn => {
            if let Some(before) = before {
                told.push(notice(deciders(tx, before)?, "request-told-withdrawn", Mail::No));
            }
        }
        Happened::PartlyDelivered { .. } => {
            told.push(notice(applicant, "request-told-partly-delivered", Mail::AsChosen));
        }
        Happened::Delivered | Happened::CarriedOut => {
            let mut everybody = applicant;
            everybody.extend(managers(tx)?);
            everybody.extend(users_with_accounts(tx, request)?);
            everybody.extend(request.project_contact_id);
            everybody.sort_unstable();
            everybody.dedup();
            let title =
                if happened == Happened::Delivered { "request-told-delivered" } else { "request-told-carried-out" };
            told.push(notice(everybody, title, Mail::AsChosen));
        }
        Happened::DueSoon | Happened::Overdue => {
            let title = if happened == Happened::DueSoon { "request-told-due-soon" } else { "request-told-overdue" };
            told.push(notice(deciders(tx, request)?, title, Mail::AsChosen));
            told.push(notice(managers(tx)?, title, Mail::No));
        }
    }
    Ok(told)
}

/// Who is to decide or to deliver. Nobody decides what they filed themselves: where nobody else could, an
/// administrator must find somebody (spec 1, "Everywhere").
fn ask(
    tx: &mut PgConnection,
    request: &Request,
    notice: &impl Fn(Vec<i64>, &'static str, Mail) -> Notice,
) -> AppResult<Notice> {
    let they = deciders(tx, request)?;
    Ok(if they.is_empty() {
        let administrators = accounts::queries::holders_of(tx, &[Role::PlatformAdmin, Role::SecurityAdmin])?;
        notice(administrators, "request-told-nobody-decides", Mail::Binding)
    } else if request.state == State::Delivering {
        notice(they, "request-told-to-deliver", Mail::AsChosen)
    } else {
        notice(they, "request-told-to-decide", Mail::Binding)
    })
}

fn users_with_accounts(tx: &mut PgConnection, request: &Request) -> AppResult<Vec<i64>> {
    let its = request_users::table
        .filter(request_users::request_id.eq(request.id))
        .filter(request_users::revision.eq(request.revision));
    let ids: Vec<Option<i64>> = its.select(request_users::user_id).load(tx)?;
    Ok(ids.into_iter().flatten().collect())
}

/// What it is about, what changed, and whose move comes next.
fn body(request: &Request, changed: Option<Arg>) -> Text {
    let body = match changed {
        Some(fields) => Text::new("request-told-about-changed").with("fields", fields),
        None => Text::new("request-told-about"),
    };
    body.with("product", request.label())
        .with("summary", request.summary.as_str())
        .with("project", request.project_name())
        .with("department", request.department.as_str())
        .with("applicant", request.applicant.as_str())
        .with("next", Text::new(request.state.outlook()))
}

impl Happened {
    const fn is_decision(self) -> bool {
        matches!(self, Self::Approved | Self::Rejected)
    }

    /// The audit log's name for it.
    #[must_use]
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Created => "createRequest",
            Self::Saved => "updateRequest",
            Self::Submitted | Self::Resubmitted | Self::Changed => "submitRequest",
            Self::Approved => "approveRequest",
            Self::Rejected => "rejectRequest",
            Self::Withdrawn => "withdrawRequest",
            Self::PartlyDelivered { .. } | Self::Delivered | Self::CarriedOut => "deliverRequest",
            Self::DueSoon | Self::Overdue => "remindRequest",
        }
    }

    /// The timeline's line; reminders have none.
    fn line(self, review: Option<Review>, changed: Option<Arg>) -> Option<Text> {
        let of_review = |key| Text::new(key).with("review", Text::new(review.map_or("request-heading", Review::name)));
        let with_changes = |plain, changes| match changed {
            Some(fields) => Text::new(changes).with("fields", fields),
            None => Text::new(plain),
        };
        Some(match self {
            Self::Created => "request-line-created".into(),
            Self::Saved => "request-line-saved".into(),
            Self::Submitted => "request-line-submitted".into(),
            Self::Resubmitted => with_changes("request-line-resubmitted", "request-line-resubmitted-changed"),
            Self::Changed => with_changes("request-line-changed", "request-line-changed-fields"),
            Self::Approved => of_review("request-line-approved"),
            Self::Rejected => of_review("request-line-rejected"),
            Self::Withdrawn => "request-line-withdrawn".into(),
            Self::PartlyDelivered { units } => Text::new("request-line-partly-delivered").with("units", units),
            Self::Delivered => "request-line-delivered".into(),
            Self::CarriedOut => "request-line-carried-out".into(),
            Self::DueSoon | Self::Overdue => return None,
        })
    }
}
