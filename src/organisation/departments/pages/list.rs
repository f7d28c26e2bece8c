//! `/admin/departments`: the tree.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;

use crate::{
    db::Db,
    error::AppResult,
    organisation::departments::{
        LIST,
        filter::{Asked, Filter},
        queries,
        tree::{self, Step},
    },
    policy::Sector,
    web::{Ctx, filters, form::Choice, page},
};

#[derive(Template)]
#[template(path = "organisation/departments.html")]
struct List {
    ctx: Ctx,
    filter: Filter,
    sectors: Vec<Choice>,
    states: Vec<Choice>,
    steps: Vec<Step>,
    count: usize,
}

/// GET `/admin/departments` (`q`, `sector`, `state`).
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let filter = asked.filter();
    let nodes = db.read(queries::nodes).await?;
    let (steps, count) = tree::walk(nodes, &filter);
    let lang = ctx.language();
    let chosen = filter.sector.map_or("", Sector::code);
    let all = Choice::new("", lang.t("organisation-sectors-all"), chosen);
    let each = Sector::ALL.into_iter().map(|it| Choice::new(it.code(), lang.say(&it.label()), chosen));
    let state = |code: &str, label| Choice::new(code, lang.t(label), filter.state_code());
    let list = List {
        sectors: std::iter::once(all).chain(each).collect(),
        states: vec![
            state("", "organisation-states-all"),
            state("enabled", "organisation-enabled"),
            state("disabled", "organisation-disabled"),
        ],
        steps,
        count,
        filter,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &list)
}
