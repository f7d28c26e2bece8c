//! `/admin/mail-templates`

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use serde::Deserialize;

use crate::{
    db::Db,
    error::AppResult,
    outbox::{KINDS, wording::Wordings},
    postroom::templates::model::{Of, Template},
    text::Text,
    web::{
        Ctx, filters,
        i18n::Lang,
        list::{self, TabLink},
        page,
    },
};

const PATH: &str = "/admin/mail-templates";
/// Of the address, for those that say something else than the built-in words.
const CHANGED: &str = "changed";

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
}

#[derive(askama::Template)]
#[template(path = "postroom/templates.html")]
struct List {
    ctx: Ctx,
    q: String,
    changed: bool,
    tabs: Vec<TabLink>,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    group: &'static str,
    cells: Vec<Cell>,
}

/// The template of one language.
struct Cell {
    lang: Lang,
    path: String,
    /// Whether its words are somebody's own.
    own: bool,
}

impl Cell {
    const fn label(&self) -> &'static str {
        match self.lang {
            Lang::Chinese => "postroom-in-chinese",
            Lang::English => "postroom-in-english",
        }
    }
}

/// GET `/admin/mail-templates` (`q`, `state`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let words = db.read(Wordings::read).await?;
    let (lang, q, changed) = (ctx.language(), list::words(&asked.q), asked.state == CHANGED);
    let all = std::iter::once(Of::Frame).chain(KINDS.map(Of::Kind));
    let wanted = all.filter(|of| is_about(*of, &q));
    let rows = wanted.map(|of| row(of, lang, &words)).filter(|row| !changed || row.cells.iter().any(|cell| cell.own));
    let list = List { tabs: tabs(&q, changed), rows: rows.collect(), q, changed, ctx: ctx.clone() };
    page::show(&ctx, &list)
}

fn row(of: Of, lang: Lang, words: &Wordings) -> Row {
    let cell = |its: Lang| Cell {
        lang: its,
        path: Template { of, lang: its }.path(),
        own: words.kept(of.code(), its).is_some_and(|kept| !kept.wording.is_built_in()),
    };
    Row { label: of.label(lang), group: of.group(), cells: Lang::ALL.map(cell).into() }
}

fn is_about(of: Of, q: &str) -> bool {
    let said = Lang::ALL.map(|lang| format!("{} {}", of.label(lang), lang.t(of.group())));
    let said = said.join(" ").to_lowercase();
    q.to_lowercase().split_whitespace().all(|word| said.contains(word))
}

fn tabs(q: &str, changed: bool) -> Vec<TabLink> {
    let tab = |label, state: &str, current| TabLink {
        href: list::link(&list::address(PATH, &[("q", q), ("state", state)])),
        label,
        count: None,
        current,
        hot: false,
    };
    vec![tab("postroom-templates-all", "", !changed), tab("postroom-templates-changed", CHANGED, changed)]
}
