//! `/tickets`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    asked::{Asked, Filter, Shown, Sort},
    overview::Overview,
    places::Named,
    reading::{self, Line},
};
use crate::{
    db::Db,
    error::AppResult,
    policy::Action,
    text::Text,
    tickets::{
        bulk::Bar,
        kind::Kind,
        state::{State, Tab},
    },
    web::{
        Ctx, bulk, filters,
        form::Choice,
        i18n::Lang,
        list::{Head, Page, Pager, TabLink, capped},
        page,
    },
};

#[derive(Template)]
#[template(path = "tickets/list.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    tabs: Vec<TabLink>,
    kinds: Vec<Choice>,
    applications: Vec<Choice>,
    departments: Vec<Choice>,
    labels: Vec<Choice>,
    lines: Vec<Line>,
    pager: Pager,
    heads: Heads,
    /// What can be done to many at once; none where nothing can.
    bar: Option<Bar>,
    all_picked: bool,
    /// Works through the queue.
    handles: bool,
    submission: Uuid,
    now: DateTime<Utc>,
}

/// The columns that sort.
struct Heads {
    created: Head,
    due: Head,
    updated: Head,
}

/// GET `/tickets`: four queries at most, however many tickets there are.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, filter, cursor, now) = (ctx.actor()?, asked.filter(), asked.cursor(), Utc::now());
    let handles = who.may(Action::HandleTickets);
    let (wanted, from) = (filter.clone(), cursor.clone());
    let Overview { lines, shown, counts, places, operators } =
        db.read(move |c| Overview::read(c, &who, &wanted, from.as_ref(), now)).await?;
    let here = shown.iter().zip(&counts).find(|(shown, _)| **shown == filter.shown).map_or(0, |(_, count)| *count);
    let found = Page::of(lines, cursor.as_ref(), |line| reading::place(&line.ticket, filter.sort));
    let lang = ctx.language();
    let page = List {
        tabs: tabs(&filter, handles, &shown, &counts),
        kinds: kinds(lang, filter.kind),
        applications: named(lang, "ticket-list-any-application", places.applications, filter.application),
        departments: named(lang, "ticket-list-any-department", places.departments, filter.department),
        labels: named(lang, "ticket-list-any-label", places.labels, filter.label),
        pager: Pager::new(&found, here, &filter.address("/tickets")),
        heads: Heads::of(&filter),
        bar: (handles && found.rows.iter().any(Line::is_at_hand)).then(|| Bar::new(&ctx, operators, "", ctx.here())),
        all_picked: asked.picks_all(),
        lines: found.rows,
        handles,
        submission: Uuid::new_v4(),
        now,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &page)
}

fn tabs(filter: &Filter, handles: bool, shown: &[Shown], counts: &[i64]) -> Vec<TabLink> {
    let tab = |(shown, count): (&Shown, &i64)| TabLink {
        href: filter.showing(*shown).link("/tickets"),
        label: shown.label(),
        count: Some(capped(*count)),
        current: *shown == filter.shown,
        hot: *count > 0 && waits(*shown, handles),
    };
    shown.iter().zip(counts).map(tab).collect()
}

/// Whether the tab's tickets wait for who looks at it.
fn waits(shown: Shown, handles: bool) -> bool {
    match shown {
        Shown::State(State::Pending) | Shown::Overdue => handles,
        Shown::Tab(Tab::ToSubmit | Tab::ToRate) => !handles,
        _ => false,
    }
}

fn kinds(lang: Lang, chosen: Option<Kind>) -> Vec<Choice> {
    let chosen = chosen.map(Kind::slug).unwrap_or_default();
    let any = Choice::new("", lang.t("ticket-list-any-kind"), chosen);
    [any].into_iter().chain(Kind::ALL.map(|kind| Choice::new(kind, lang.say(&kind.name()), chosen))).collect()
}

fn named(lang: Lang, any: &'static str, all: Vec<Named>, chosen: Option<i64>) -> Vec<Choice> {
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    let any = Choice::new("", lang.t(any), &chosen);
    [any].into_iter().chain(all.into_iter().map(|(id, name)| Choice::new(id, name, &chosen))).collect()
}

impl Heads {
    fn of(filter: &Filter) -> Self {
        let head = |sort: Sort, order| Head { href: filter.sorted(sort).link("/tickets"), order };
        let sorted = |sort: Sort, order: &'static str| head(sort, if filter.sort == sort { order } else { "" });
        Self {
            created: match filter.sort {
                Sort::Newest => head(Sort::Oldest, "descending"),
                Sort::Oldest => head(Sort::Newest, "ascending"),
                Sort::Due | Sort::Updated => head(Sort::Newest, ""),
            },
            due: sorted(Sort::Due, "ascending"),
            updated: sorted(Sort::Updated, "descending"),
        }
    }
}

impl List {
    fn is_overdue(&self, line: &Line) -> bool {
        line.ticket.due_at.is_some_and(|due| due < self.now)
    }

    /// This page with every row picked; nothing where they are.
    fn with_all_picked(&self) -> String {
        if self.all_picked { String::new() } else { bulk::picking_all(&self.ctx.here()) }
    }

    fn is_filtered(&self) -> bool {
        self.filter.narrows()
    }
}
