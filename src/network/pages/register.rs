//! `/network/ports`: 端口台账, whatever was opened, is or will be.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::choices;
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    network::{
        filter::code_of,
        mapping::MappingState,
        opening::{Opening, OpeningKind},
        queries::{self, Entry, RegisterChoices, Search},
        register::{Asked, Filter, PATH, Question},
    },
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx, filters,
        form::{Choice, Errors, Field},
        list::{Page, Pager, READ, TabLink},
        page,
    },
};

#[derive(Template)]
#[template(path = "network/register.html")]
struct Register {
    ctx: Ctx,
    who: Arc<Actor>,
    filter: Filter,
    tabs: Vec<TabLink>,
    reach: Field,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    /// Empty where one sees a single department.
    departments: Vec<Choice>,
    applications: Vec<Choice>,
    rows: Vec<Entry>,
    pager: Pager,
    errors: Errors,
    /// Answers for what has no end, or follows how others do.
    may_recertify: bool,
    may_follow_round: bool,
    now: DateTime<Utc>,
}

/// GET `/network/ports` (`q`, `question`, `reach`, `kind`, `state`, `department`, `application`, `from`, `to`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor, now) = (ctx.actor()?, asked.filter(), asked.cursor(), Utc::now());
    let (reader, wanted, from) = (who.clone(), filter.clone(), cursor.clone());
    let (rows, count, RegisterChoices { departments, applications }) = db
        .read(move |c| {
            let choices = queries::register_choices(c, &reader, wanted.department)?;
            if wanted.lacks_an_address() {
                return Ok((Vec::new(), 0, choices));
            }
            let search = Search::begin(c, &reader, &wanted, now)?;
            Ok((search.page(c, from.as_ref(), READ)?, search.count(c)?, choices))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |entry| queries::place_in_register(&entry.opening, &filter));
    let several = if departments.len() > 1 { departments } else { Vec::new() };
    let list = Register {
        tabs: tabs(&filter),
        reach: Field::new("reach", "network-question-reach-address", filter.reach.as_str()).checked(&filter.errors),
        kinds: kinds(&ctx, filter.kind),
        states: states(&ctx, filter.state),
        departments: choices(&ctx, "network-departments-all", several, &code_of(filter.department)),
        applications: choices(&ctx, "network-applications-all", applications, &code_of(filter.application)),
        pager: Pager::new(&found, count, &filter.address(PATH)),
        rows: found.rows,
        errors: filter.errors.clone(),
        may_recertify: ctx.may(Action::RecertifyMappings),
        may_follow_round: ctx.may(Action::HandleTickets),
        filter,
        who,
        now,
        ctx: ctx.clone(),
    };
    if list.errors.is_empty() { page::show(&ctx, &list) } else { page::refused(&ctx, &list) }
}

impl Register {
    fn asks(&self, question: Question) -> bool {
        self.filter.question == Some(question)
    }

    /// Whether its department has been asked and hasn't answered.
    fn is_awaited(&self, opening: &Opening) -> bool {
        opening.awaits_recertification(date_of(self.now))
    }
}

impl Entry {
    /// Where its page is.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{PATH}/{}", self.opening.id)
    }

    /// The need in so many characters.
    fn briefly(&self) -> String {
        const SHOWN: usize = 48;
        let mut words: String = self.why.chars().take(SHOWN).collect();
        if words.len() < self.why.len() {
            words.push('\u{2026}');
        }
        words
    }

    /// The day on which somebody last said that it is needed.
    fn last_recertified(&self) -> Option<NaiveDate> {
        self.opening.recertified_at.map(date_of)
    }
}

fn tabs(filter: &Filter) -> Vec<TabLink> {
    let tab = |question: Option<Question>| TabLink {
        href: filter.asking(question).link(),
        label: question.map_or("network-question-all", Question::label),
        count: None,
        current: filter.question == question,
        hot: false,
    };
    std::iter::once(None).chain(Question::ALL.map(Some)).map(tab).collect()
}

fn kinds(ctx: &Ctx, chosen: Option<OpeningKind>) -> Vec<Choice> {
    let words = OpeningKind::ALL.map(|kind| (kind.code(), kind.label()));
    coded(ctx, "network-kinds-all", &words, chosen.map_or("", OpeningKind::code))
}

fn states(ctx: &Ctx, chosen: Option<MappingState>) -> Vec<Choice> {
    let words = MappingState::ALL.map(|state| (state.code(), state.label()));
    coded(ctx, "network-states-all", &words, chosen.map_or("", MappingState::code))
}

/// Codes to choose from, after the words for choosing none.
fn coded(ctx: &Ctx, none: &'static str, codes: &[(&'static str, &'static str)], chosen: &str) -> Vec<Choice> {
    let all = std::iter::once(("", none)).chain(codes.iter().copied());
    all.map(|(code, label)| Choice::new(code, ctx.language().t(label), chosen)).collect()
}
