//! The card of a ticket's page.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    form::{ACCOUNT, AuthorisationForm, PASSWORD, REASON},
    model::{Authorisation, Span, State, Target},
    pages::{Typed, slug},
    workflow::{self, Deed, Event, Side},
};
use crate::{
    policy::Actor,
    tickets::{kind::Kind, model::Ticket},
    web::{
        form::{Choice, Errors, Field},
        i18n::Lang,
    },
};

/// How long access is asked for, unless its asker says otherwise.
const USUAL: TimeDelta = TimeDelta::days(1);

/// As it is stored; its password aside.
#[derive(Clone, Debug, Deserialize)]
pub struct Stored {
    pub id: i64,
    pub target: Target,
    pub state: State,
    pub reason: String,
    pub wanted_from: DateTime<Utc>,
    pub wanted_until: DateTime<Utc>,
    asked_by_id: i64,
    /// By name.
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    pub address: Option<String>,
    pub port: Option<i32>,
    account: Option<String>,
    pub valid_from: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    pub refusal: String,
    pub readings: i32,
    pub last_read_at: Option<DateTime<Utc>>,
}

impl Stored {
    fn authorisation(&self) -> Authorisation {
        let valid = self.valid_from.zip(self.valid_until).map(|(from, until)| Span { from, until });
        Authorisation { id: self.id, target: self.target, state: self.state, asked_by: self.asked_by_id, valid }
    }
}

pub struct Authorisations {
    pub shown: Vec<Shown>,
    /// If its reader may ask for another one.
    pub ask: Option<AskForm>,
}

pub struct Shown {
    pub stored: Stored,
    /// Between the filer and the assignee.
    pub account: Option<String>,
    /// Read for this one look.
    pub password: Option<String>,
    pub read: Option<Button>,
    pub grant: Option<GrantForm>,
    pub refuse: Option<RefuseForm>,
    /// Ends it: the filer what is granted, the asker what isn't answered.
    pub end: Option<Button>,
}

pub struct Button {
    pub deed: Deed,
    pub href: String,
    pub submission: Uuid,
    /// Asked before it is done.
    pub sure: &'static str,
}

pub struct AskForm {
    pub href: String,
    pub submission: Uuid,
    pub open: bool,
    pub target: Field,
    pub targets: Vec<Choice>,
    pub text: Field,
    pub from: Field,
    pub until: Field,
}

pub struct GrantForm {
    pub href: String,
    pub submission: Uuid,
    pub open: bool,
    pub address: Field,
    pub port: Field,
    pub account: Field,
    pub password: Field,
    pub from: Field,
    pub until: Field,
}

pub struct RefuseForm {
    pub href: String,
    pub submission: Uuid,
    pub open: bool,
    pub text: Field,
}

/// Before whom the card lies, with what they typed: refused now, or kept from before.
pub struct Before<'a> {
    pub who: &'a Actor,
    pub lang: Lang,
    pub ticket: &'a Ticket,
    pub tried: Option<&'a Typed>,
    pub errors: &'a Errors,
    pub kept: &'a [(String, AuthorisationForm)],
    /// A password opened for this look.
    pub opened: Option<&'a (i64, String)>,
    pub now: DateTime<Utc>,
}

impl Authorisations {
    /// None for a ticket that has none, before who can't ask for any.
    pub fn of(before: &Before<'_>, stored: Vec<Stored>) -> Option<Self> {
        let waits = stored.iter().any(|it| it.state == State::Asked);
        let may_ask = before.ticket.kind == Kind::Support && !waits && before.may(Deed::Ask, None);
        let ask = may_ask.then(|| before.ask());
        let shown: Vec<Shown> = stored.into_iter().map(|it| before.shown(it)).collect();
        (ask.is_some() || !shown.is_empty()).then_some(Self { shown, ask })
    }
}

impl Before<'_> {
    /// What policy and workflow let this person do now.
    fn may(&self, deed: Deed, stored: Option<&Stored>) -> bool {
        let side = Side::of(self.who, self.ticket, stored.map(|it| it.asked_by_id));
        let is_possible = |it: &Stored| workflow::next(&it.authorisation(), Event::Do(deed), self.now).is_ok();
        workflow::may(deed, side)
            && workflow::allowed_in(self.ticket.state, deed).is_ok()
            && stored.is_none_or(is_possible)
    }

    fn shown(&self, stored: Stored) -> Shown {
        let is_open = |deed: Deed| self.may(deed, Some(&stored));
        let button = |deed: Deed, sure: &'static str| {
            is_open(deed).then(|| Button {
                deed,
                href: self.href(deed, Some(stored.id)),
                submission: Uuid::new_v4(),
                sure,
            })
        };
        let between = matches!(Side::of(self.who, self.ticket, None), Side::Filer | Side::Assignee);
        let opened = self.opened.filter(|(id, _)| *id == stored.id).map(|(_, password)| password.clone());
        Shown {
            account: stored.account.clone().filter(|_| between),
            read: button(Deed::Read, "").filter(|_| opened.is_none()),
            password: opened,
            grant: is_open(Deed::Grant).then(|| self.grant(&stored)),
            refuse: is_open(Deed::Refuse).then(|| self.refuse(&stored)),
            end: button(Deed::Revoke, "authorisation-revoke-sure").or_else(|| button(Deed::Cancel, "")),
            stored,
        }
    }

    fn href(&self, deed: Deed, id: Option<i64>) -> String {
        format!("{}/{}", self.ticket.path(), slug(deed, id))
    }

    /// What was typed for it, with its errors; nothing if nothing was.
    fn typed(&self, deed: Deed, id: Option<i64>) -> (Option<AuthorisationForm>, Errors) {
        match self.tried {
            Some(tried) if (tried.deed, tried.id) == (deed, id) => (Some(tried.form.clone()), self.errors.clone()),
            _ => {
                let kept = self.kept.iter().find(|(of, _)| *of == slug(deed, id)).map(|(_, form)| form.clone());
                (kept, Errors::default())
            }
        }
    }

    fn ask(&self) -> AskForm {
        let (typed, errors) = self.typed(Deed::Ask, None);
        let open = typed.is_some();
        let usual = Span { from: self.now, until: self.now + USUAL };
        let form = typed.unwrap_or_else(|| AuthorisationForm::over(usual));
        let choice = |target: Target| Choice::new(target.code(), self.lang.t(target.label()), &form.target);
        let [from, until] = span(&form, &errors);
        AskForm {
            href: self.href(Deed::Ask, None),
            submission: Uuid::new_v4(),
            open,
            target: Field::new("target", "authorisation-target", &*form.target).checked(&errors).required(),
            targets: Target::ALL.map(choice).into(),
            text: Field::new("text", "authorisation-reason", &*form.text)
                .hinted("authorisation-reason-hint")
                .checked(&errors)
                .required()
                .at_most(REASON),
            from,
            until,
        }
    }

    fn grant(&self, stored: &Stored) -> GrantForm {
        let (typed, errors) = self.typed(Deed::Grant, Some(stored.id));
        let open = typed.is_some();
        let wanted = Span { from: stored.wanted_from.max(self.now), until: stored.wanted_until };
        let form = typed.unwrap_or_else(|| AuthorisationForm::over(wanted));
        let field = |name: &'static str, label: &'static str, value: &str| {
            Field::new(name, label, value).checked(&errors).required()
        };
        let [from, until] = span(&form, &errors);
        GrantForm {
            href: self.href(Deed::Grant, Some(stored.id)),
            submission: Uuid::new_v4(),
            open,
            address: field("address", "authorisation-address", &form.address).hinted("authorisation-address-hint"),
            port: field("port", "authorisation-port", &form.port).hinted("authorisation-port-hint"),
            account: field("account", "authorisation-account", &form.account).at_most(ACCOUNT),
            password: field("password", "authorisation-password", "")
                .hinted("authorisation-password-hint")
                .at_most(PASSWORD),
            from,
            until,
        }
    }

    fn refuse(&self, stored: &Stored) -> RefuseForm {
        let (typed, errors) = self.typed(Deed::Refuse, Some(stored.id));
        RefuseForm {
            href: self.href(Deed::Refuse, Some(stored.id)),
            submission: Uuid::new_v4(),
            open: typed.is_some(),
            text: Field::new("text", "authorisation-refusal", typed.unwrap_or_default().text)
                .hinted("authorisation-refusal-hint")
                .checked(&errors)
                .required()
                .at_most(REASON),
        }
    }
}

fn span(form: &AuthorisationForm, errors: &Errors) -> [Field; 2] {
    let field = |name: &'static str, label: &'static str, value: &str| {
        Field::new(name, label, value).checked(errors).required()
    };
    [
        field("from", "authorisation-from", &form.from),
        field("until", "authorisation-until", &form.until).hinted("authorisation-until-hint"),
    ]
}
