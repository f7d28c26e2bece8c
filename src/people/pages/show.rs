//! `/admin/users/{id}`

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    accounts::{self, model::RECORD_KIND, model::browser_in_words, queries::LivingSession},
    db::Db,
    error::AppResult,
    outbox,
    people::{commands, model::Person, queries, state::State, workflow::Deed},
    text::Text,
    web::{Ctx, filters, i18n::Lang, page, path::id_of, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 50;

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show {
    ctx: Ctx,
    person: Person,
    sessions: Vec<Session>,
    history: Vec<Moment>,
    /// What can be done to the account as it stands.
    open: Vec<Deed>,
    /// How long it is locked or what else there is to know of its state.
    note: Option<(&'static str, Text)>,
    submission: Uuid,
}

struct Session {
    id: Uuid,
    browser: Text,
    address: String,
    last_seen: DateTime<Utc>,
}

impl Show {
    fn is_open(&self, deed: Deed) -> bool {
        self.open.contains(&deed)
    }

    fn language(&self) -> String {
        Lang::from_code(&self.person.language).unwrap_or_default().t("account-language-own-name")
    }

    /// What the button that mails a link says.
    fn link_label(&self) -> &'static str {
        if self.person.state == State::Invited { "people-invite-again" } else { "people-reset" }
    }
}

/// GET `/admin/users/{id}`
///
/// # Errors
/// 404 when there is nobody.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id) = (ctx.actor()?, id_of(&id)?);
    let (person, sessions, lines) = db
        .read(move |c| {
            let person = queries::find(c, id)?;
            let sessions = accounts::queries::living_sessions(c, id, Utc::now())?;
            Ok((person, sessions, outbox::timeline(c, RECORD_KIND, id, HISTORY)?))
        })
        .await?;
    let show = Show {
        open: Deed::ALL.into_iter().filter(|deed| commands::allow(&who, &person, *deed).is_ok()).collect(),
        note: note(&person),
        sessions: sessions.into_iter().map(session).collect(),
        history: lines.into_iter().map(Moment::from).collect(),
        submission: Uuid::new_v4(),
        person,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}

fn note(person: &Person) -> Option<(&'static str, Text)> {
    match (person.state, person.locked_until) {
        (State::Locked, Some(until)) => Some(("warn", Text::new("people-locked-until").with("until", until))),
        (State::Invited, _) => Some(("", Text::new("people-invited-note").with("email", person.email.as_str()))),
        (State::Disabled, _) => Some(("", "people-disabled-note".into())),
        _ if person.rights().roles.is_empty() => Some(("warn", "people-without-role-note".into())),
        _ => None,
    }
}

fn session(living: LivingSession) -> Session {
    Session {
        id: living.id,
        browser: browser_in_words(&living.user_agent),
        address: living.address,
        last_seen: living.last_seen_at,
    }
}
