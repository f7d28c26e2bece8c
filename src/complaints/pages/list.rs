//! `/complaints` of one's own, and `/admin/complaints` to answer.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    complaints::{
        model::Complaint,
        queries::{self, Counted, Whose},
        state::State,
    },
    db::Db,
    error::AppResult,
    text::Text,
    web::{
        Ctx, filters,
        list::{
            self, Page, Pager, READ, TabLink,
            by_state::{Asked, Filter},
        },
        page,
    },
};

#[derive(Template)]
#[template(path = "complaints/list.html")]
struct List {
    ctx: Ctx,
    /// For administrators.
    answers: bool,
    path: &'static str,
    filter: Filter<State>,
    tabs: Vec<TabLink>,
    title: &'static str,
    lead: &'static str,
    complaints: Vec<Complaint>,
    /// How many wait for an answer.
    waiting: Option<Text>,
    pager: Pager,
}

/// GET `/complaints` (`q`, `state`, `cursor`).
///
/// # Errors
/// When the database can't be had.
pub async fn own(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Whose::Own, &asked).await
}

/// GET `/admin/complaints`, the same.
///
/// # Errors
/// When the database can't be had.
pub async fn all(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, Whose::ToAnswer, &asked).await
}

async fn draw(ctx: &Ctx, db: &Db, whose: Whose, asked: &Asked) -> AppResult<HttpResponse> {
    let (who, filter, cursor) = (ctx.actor()?, asked.filter(), asked.cursor());
    let (wanted, from) = (filter.clone(), cursor.clone());
    let (rows, Counted { found: count, open }) = db
        .read(move |c| {
            let rows = queries::page(c, &who, whose, &wanted, from.as_ref(), READ)?;
            Ok((rows, queries::count(c, &who, whose, &wanted)?))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |complaint| (complaint.id, String::new()));
    let (path, title, lead) = match whose {
        Whose::Own => ("/complaints", "complaint-own-title", "complaint-own-lead"),
        Whose::ToAnswer => ("/admin/complaints", "complaint-all-title", "complaint-all-lead"),
    };
    let list = List {
        ctx: ctx.clone(),
        answers: whose == Whose::ToAnswer,
        title,
        lead,
        waiting: (whose == Whose::ToAnswer && open > 0).then(|| Text::new("complaint-waiting").with("count", open)),
        tabs: tabs(&filter, path),
        pager: Pager::new(&found, count, &filter.address(path)),
        path,
        filter,
        complaints: found.rows,
    };
    page::show(ctx, &list)
}

impl List {
    fn exported_as(&self, ending: &str) -> String {
        self.filter.address(&format!("{}.{ending}", self.path))
    }
}

fn tabs(filter: &Filter<State>, path: &str) -> Vec<TabLink> {
    let tab = |state: Option<State>| TabLink {
        href: list::link(&filter.on_tab(state).address(path)),
        label: state.map_or("complaint-tab-all", State::label),
        count: None,
        current: filter.state == state,
        hot: false,
    };
    std::iter::once(None).chain(State::ALL.map(Some)).map(tab).collect()
}
