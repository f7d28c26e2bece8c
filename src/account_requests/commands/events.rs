//! What happens to account requests, told once: operators, the department and the applicant hear of it (spec 6), and the
//! audit log keeps it.

use diesel::PgConnection;

use crate::{
    account_requests::{
        model::{AccountRequest, RECORD_KIND, needs_consent, receipt_path_of},
        workflow::Consent,
    },
    accounts::queries::holders_of,
    error::AppResult,
    outbox::{self, Event, Letter, Mail, Notice},
    people::queries::administrators_of,
    policy::{Actor, Role},
    text::Text,
};

/// One change of a request.
#[derive(Clone, Copy, Debug)]
pub enum Happened<'a> {
    Approved { username: &'a str },
    Refused { reason: &'a str },
    Consented,
    Objected { reason: &'a str },
    Overruled { reason: &'a str },
    Expired,
}

impl Happened<'_> {
    const fn audit_name(&self) -> &'static str {
        match self {
            Self::Approved { .. } => "approveAccountRequest",
            Self::Refused { .. } => "refuseAccountRequest",
            Self::Consented => "consentAccountRequest",
            Self::Objected { .. } => "objectAccountRequest",
            Self::Overruled { .. } => "overruleAccountRequest",
            Self::Expired => "expireAccountRequest",
        }
    }

    const fn line(&self) -> &'static str {
        match self {
            Self::Approved { .. } => "account-request-line-approved",
            Self::Refused { .. } => "account-request-line-refused",
            Self::Consented => "account-request-line-consented",
            Self::Objected { .. } => "account-request-line-objected",
            Self::Overruled { .. } => "account-request-line-overruled",
            Self::Expired => "account-request-line-expired",
        }
    }

    /// What operators and the department read.
    const fn told(&self) -> &'static str {
        match self {
            Self::Approved { .. } => "account-request-told-approved",
            Self::Refused { .. } => "account-request-told-refused",
            Self::Consented => "account-request-told-consented",
            Self::Objected { .. } => "account-request-told-objected",
            Self::Overruled { .. } => "account-request-told-overruled",
            Self::Expired => "account-request-told-expired",
        }
    }

    const fn words(&self) -> &str {
        match self {
            Self::Refused { reason } | Self::Objected { reason } | Self::Overruled { reason } => reason,
            Self::Approved { .. } | Self::Consented | Self::Expired => "",
        }
    }
}

fn said(key: &'static str, it: &AccountRequest) -> Text {
    Text::new(key)
        .with("number", it.number.as_str())
        .with("name", it.display_name.as_str())
        .with("department", it.department.as_str())
        .with("role", it.role().label())
        .with("due", it.due_at)
}

fn notice(to: Vec<i64>, title: &'static str, body: &'static str, it: &AccountRequest, mail: Mail) -> Notice {
    Notice { to, kind: "account", title: said(title, it), body: said(body, it), mail }
}

/// Operators are asked to answer, a security administrator for consent where it takes that; the department hears of it and
/// may object.
///
/// # Errors
/// When the database refuses.
pub fn tell_filed(tx: &mut PgConnection, who: &Actor, it: &AccountRequest) -> AppResult<()> {
    let operators = holders_of(tx, &[Role::OpsEngineer])?;
    let department = administrators_of(tx, it.department_id)?;
    let mut event = Event::new("createAccountRequest", RECORD_KIND, it.record())
        .changed(None, Some(it.facts()))
        .on_timeline(said("account-request-line-filed", it))
        .quoting(&it.reason)
        .telling(notice(operators, "account-request-told-filed", "account-request-told-answer", it, Mail::Binding))
        .telling(notice(
            department,
            "account-request-told-department",
            "account-request-told-may-object",
            it,
            Mail::AsChosen,
        ));
    if needs_consent(it.role()) {
        let they = holders_of(tx, &[Role::SecurityAdmin])?;
        let asked =
            notice(they, "account-request-told-consent", "account-request-told-consent-what", it, Mail::Binding);
        event = event.telling(asked);
    }
    outbox::tell(tx, who, &event)
}

/// Operators hear that an answer is due soon, or is past its time; where a consent is missing, whoever gives it too.
///
/// # Errors
/// When the database refuses.
pub fn remind(tx: &mut PgConnection, it: &AccountRequest, is_past: bool) -> AppResult<()> {
    let (line, told) = if is_past {
        ("account-request-line-overdue", "account-request-told-overdue")
    } else {
        ("account-request-line-due-soon", "account-request-told-due-soon")
    };
    let mut to = holders_of(tx, &[Role::OpsEngineer])?;
    if it.situation().consent == Consent::Missing {
        to.extend(holders_of(tx, &[Role::SecurityAdmin])?);
    }
    let event = Event::new("remindAccountRequest", RECORD_KIND, it.record())
        .on_timeline(said(line, it))
        .telling(notice(to, told, "account-request-told-answer", it, Mail::Binding));
    outbox::tell(tx, &Actor::system(), &event)
}

/// The receipt, with the number and until when it is answered.
///
/// # Errors
/// When the database refuses.
pub fn mail_receipt(tx: &mut PgConnection, it: &AccountRequest) -> AppResult<()> {
    outbox::post(tx, &letter(it, said("account-request-receipt-title", it), said("account-request-receipt-body", it)))
}

fn letter(it: &AccountRequest, title: Text, body: Text) -> Letter {
    Letter {
        to: it.applicant_id,
        address: it.email.clone(),
        language: it.language.clone(),
        title,
        body,
        link: receipt_path_of(&it.number),
        link_is_secret: false,
    }
}

/// What became of it, for everybody whom it concerns.
///
/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: &AccountRequest,
    after: &AccountRequest,
    happened: Happened<'_>,
) -> AppResult<()> {
    let operators = holders_of(tx, &[Role::OpsEngineer])?;
    let mail = if matches!(happened, Happened::Objected { .. } | Happened::Consented) {
        Mail::Binding
    } else {
        Mail::AsChosen
    };
    let mut event = Event::new(happened.audit_name(), RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(line(after, happened))
        .quoting(happened.words())
        .telling(notice(operators, happened.told(), "account-request-told-about", after, mail));
    if !matches!(happened, Happened::Objected { .. } | Happened::Consented | Happened::Expired) {
        let department = administrators_of(tx, after.department_id)?;
        event = event.telling(notice(department, happened.told(), "account-request-told-about", after, Mail::No));
    }
    if let Some(applicant) = after.applicant_id
        && let Some(title) = to_applicant(happened)
    {
        let told = notice(vec![applicant], title.0, "account-request-told-about", after, Mail::No);
        event = event.inviting(told, receipt_path_of(&after.number));
    }
    outbox::tell(tx, who, &event)?;
    match to_applicant(happened) {
        // Whoever is new gets the letter with their link instead.
        Some(_) if matches!(happened, Happened::Approved { .. }) && after.applicant_id.is_none() => Ok(()),
        Some((title, body)) => {
            let body = said(body, after).with("reason", happened.words());
            outbox::post(tx, &letter(after, said(title, after), body))
        }
        None => Ok(()),
    }
}

fn line(after: &AccountRequest, happened: Happened<'_>) -> Text {
    let line = said(happened.line(), after);
    match happened {
        Happened::Approved { username } => {
            let joined = if after.project_id.is_some() {
                Text::new("account-request-joined").with("project", after.project.as_str())
            } else if after.project.is_empty() {
                Text::new("account-request-joins-none")
            } else {
                Text::new("account-request-joined-none").with("project", after.project.as_str())
            };
            line.with("username", username).with("joined", joined)
        }
        _ => line,
    }
}

/// Title and text of what the applicant is told.
const fn to_applicant(happened: Happened<'_>) -> Option<(&'static str, &'static str)> {
    match happened {
        Happened::Approved { .. } => Some(("account-request-mail-approved", "account-request-mail-approved-body")),
        Happened::Refused { .. } => Some(("account-request-mail-refused", "account-request-mail-refused-body")),
        Happened::Expired => Some(("account-request-mail-expired", "account-request-mail-expired-body")),
        Happened::Consented | Happened::Objected { .. } | Happened::Overruled { .. } => None,
    }
}
