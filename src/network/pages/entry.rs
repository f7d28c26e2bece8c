//! `/network/ports/{id}`: one entry of the register, its history, and its early end.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::id_of;
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    network::{
        commands::{self, TOLD_OF_ENTRIES},
        mapping::MappingState,
        opening::{Opening, What},
        pool_address,
        queries::{self, Entry, Story},
        register::reach_path,
    },
    policy::{Action, Actor},
    text::Text,
    web::{Ctx, Form, filters, page, record::Moment, submission},
};

#[derive(Template)]
#[template(path = "network/entry.html")]
struct Show {
    ctx: Ctx,
    who: Arc<Actor>,
    entry: Entry,
    recertified_by: Option<String>,
    before: Option<Opening>,
    after: Vec<Opening>,
    history: Vec<Moment>,
    ticket_is_shown: bool,
    may_see_application: bool,
    offers: Vec<Offer>,
    /// The form that cancels it before its end, for whoever may.
    cancelling: Option<Uuid>,
}

/// What its reader may do about it, elsewhere.
struct Offer {
    href: String,
    icon: &'static str,
    label: &'static str,
}

/// GET `/network/ports/{id}`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>) -> AppResult<HttpResponse> {
    let (who, id, now) = (ctx.actor()?, id_of(&id)?, Utc::now());
    let reader = who.clone();
    let story = db.read(move |c| queries::entry_of(c, &reader, id, &TOLD_OF_ENTRIES)).await?;
    let opening = &story.entry.opening;
    let shown = Show {
        ticket_is_shown: opening.ticket_is_shown_to(&who),
        may_see_application: who.sight(Action::ViewApplications).shows(opening.department_id, opening.sector),
        offers: offers(&story, &who, now),
        cancelling: may_cancel(&story, &who).then(Uuid::new_v4),
        history: history(&story, &who),
        entry: story.entry,
        recertified_by: story.recertified_by,
        before: story.before,
        after: story.after,
        who,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &shown)
}

/// POST `/network/ports/{id}/cancel`: 提前取消.
///
/// # Errors
/// 404 where it isn't in sight, 403 where it isn't theirs to say, 409 unless it is in force and nothing renews it.
pub async fn cancel(ctx: Ctx, db: Data<Db>, id: Path<String>, posted: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(&id)?, posted.submission());
    let cancelled = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            commands::cancel_early(tx, &who, id, Utc::now())?;
            Ok(format!("/network/ports/{id}"))
        })
    });
    Ok(page::see_other_saying(&cancelled.await?, "network-given-up"))
}

/// What is renewed goes on: its renewal is cancelled first.
fn may_cancel(Story { entry: Entry { opening, .. }, after, .. }: &Story, who: &Actor) -> bool {
    let theirs = who.may_in(Action::RecertifyMappings, opening.department_id, opening.sector);
    theirs && opening.state == MappingState::Active && !after.iter().any(|renewal| renewal.is_live())
}

fn offers(Story { entry: Entry { opening, .. }, after, .. }: &Story, who: &Actor, now: DateTime<Utc>) -> Vec<Offer> {
    let offer = |href: String, icon, label| Offer { href, icon, label };
    let goes_on = after.iter().any(|renewal| renewal.is_live());
    let may_file = who.may(Action::SubmitTickets) && opening.department_id == who.department.id;
    let renewal = may_file && opening.is_renewable(now) && !goes_on;
    let answer = who.may_in(Action::RecertifyMappings, opening.department_id, opening.sector)
        && opening.awaits_recertification(date_of(now));
    let removal = who.may(Action::HandleTickets) && opening.state == MappingState::ToRemove;
    let removals = || format!("/network/removals?q={}", opening.ticket_number);
    [
        renewal.then(|| offer(opening.renewal_path(), "refresh", "network-renew")),
        answer.then(|| offer("/network/recertification".to_owned(), "refresh", "network-recertification-answer")),
        removal.then(|| offer(removals(), "trash", "network-removals")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// From the asking to the removal, the newest first.
fn history(story: &Story, who: &Actor) -> Vec<Moment> {
    let Entry { opening, asked_at, opened_by, .. } = &story.entry;
    let filer = if opening.ticket_is_shown_to(who) { opening.filer.as_str() } else { "" };
    let asked = asked_at.map(|at| moment("network-entry-was-asked", filer, at));
    let opened =
        opening.opened_at.map(|at| moment("network-entry-was-opened", opened_by.as_deref().unwrap_or_default(), at));
    let removed = story.removed.as_ref().map(|(by, at)| moment("network-entry-was-removed", by, *at));
    let mut history: Vec<Moment> = removed.into_iter().collect();
    history.extend(story.lines.iter().cloned().map(Moment::from));
    history.extend(opened.into_iter().chain(asked));
    history.sort_by_key(|moment| std::cmp::Reverse(moment.at));
    history
}

fn moment(title: &'static str, who: &str, at: DateTime<Utc>) -> Moment {
    Moment {
        mark: "done",
        title: Text::new(title),
        who: who.to_owned(),
        in_place_of: String::new(),
        at: Some(at),
        note: None,
        quote: String::new(),
        more: None,
    }
}

impl Show {
    /// The page of the pool address whose port is mapped.
    fn pool_path(&self) -> Option<String> {
        match &self.entry.opening.what {
            What::Mapping(mapping) => Some(pool_address::path_of(mapping.pool_ip)),
            What::Policy(_) => None,
        }
    }

    /// What else reaches where a mapping leads.
    fn reach_path(&self) -> Option<String> {
        match &self.entry.opening.what {
            What::Mapping(mapping) => Some(reach_path(mapping.floating_ip)),
            What::Policy(_) => None,
        }
    }
}
