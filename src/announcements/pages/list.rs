//! `/admin/announcements`, `/admin/announcements.xlsx` and `/admin/announcements.csv`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::PgConnection;

use crate::{
    announcements::{
        LIST,
        model::{Announcement, State},
        queries,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        i18n::{Lang, time_in_shanghai},
        list::{
            self, Cursor, Page, Pager, READ, TabLink,
            by_state::{Asked, Filter},
        },
        page,
    },
};

#[derive(Template)]
#[template(path = "announcements/list.html")]
struct List {
    ctx: Ctx,
    lang: Lang,
    now: DateTime<Utc>,
    filter: Filter<State>,
    tabs: Vec<TabLink>,
    rows: Vec<Announcement>,
    pager: Pager,
}

/// GET `/admin/announcements` (`q`, `state`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (filter, cursor, now) = (asked.filter(), asked.cursor(), Utc::now());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, count) = db
        .read(move |c| {
            let rows = queries::page(c, &wanted, from.as_ref(), READ, now)?;
            Ok((rows, queries::count(c, &wanted, now)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |it| (it.id, String::new()));
    let list = List {
        lang: ctx.language(),
        now,
        tabs: tabs(&filter),
        pager: Pager::new(&found, count, &filter.address(LIST)),
        rows: found.rows,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}

fn tabs(filter: &Filter<State>) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(LIST)),
        label: state.map_or("announcement-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    std::iter::once(None).chain(State::ALL.iter().copied().map(Some)).map(tab).collect()
}

const HEAD: [&str; 9] = [
    "announcement-title-zh",
    "announcement-title-en",
    "announcement-text-zh",
    "announcement-text-en",
    "announcement-level",
    "announcement-audience",
    "announcement-begins",
    "announcement-ends",
    "announcement-state",
];

/// GET `/admin/announcements.xlsx`, `/admin/announcements.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (lang, filter, now) = (ctx.language(), asked.filter(), Utc::now());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut PgConnection, from: Option<&Cursor>| {
        let found = queries::page(c, &filter, from, BATCH as i64, now)?;
        let next = list::next(&found, BATCH, |it| (it.id, String::new()));
        Ok((found.into_iter().map(|it| cells(it, lang, now)).collect(), next))
    };
    format.answer(&db, "announcements", head, batches).await
}

fn cells(it: Announcement, lang: Lang, now: DateTime<Utc>) -> Cells {
    let state = lang.t(it.state(now).label());
    let (begins, ends) = (time_in_shanghai(it.begins_at), time_in_shanghai(it.ends_at));
    let (level, audience) = (lang.t(it.level.label()), lang.t(it.audience.label()));
    vec![it.title_zh, it.title_en, it.text_zh, it.text_en, level, audience, begins, ends, state]
}
