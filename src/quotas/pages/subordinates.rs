//! `/quotas/subordinates`: all below, as a tree with sums.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use serde::Deserialize;

use super::{
    tabs,
    view::{HEAD, cells},
};
use crate::{
    db::Db,
    error::AppResult,
    quotas::{
        balance::Measure,
        queries::{self, Node},
    },
    text::Text,
    web::{
        Ctx,
        export::Format,
        filters,
        form::Choice,
        i18n::Lang,
        list::{self, TabLink},
        page,
    },
};

const PATH: &str = "/quotas/subordinates";

/// The region and the metric that are shown: one of each, or all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    region: String,
    metric: String,
}

impl Asked {
    fn address(&self, path: &str) -> String {
        list::address(path, &[("region", &self.region), ("metric", &self.metric)])
    }
}

#[derive(Template)]
#[template(path = "quotas/subordinates.html")]
struct Subordinates {
    ctx: Ctx,
    tabs: Vec<TabLink>,
    lang: Lang,
    nodes: Vec<Node>,
    regions: Vec<Choice>,
    metrics: Vec<Choice>,
    narrows: bool,
    exports: [String; 2],
}

impl Subordinates {
    fn caption(&self, of: &Measure) -> Text {
        Text::new("quota-of-region").with("region", format!("{} {}", of.region, of.name(self.lang)))
    }

    /// Lines of one metric of a region after another, each with the sum of its direct children.
    fn measures(&self) -> Vec<(&Measure, &[Node], [i64; 3])> {
        let same = |one: &Node, other: &Node| one.balance.of.key() == other.balance.of.key();
        self.nodes.chunk_by(same).map(|of| (&of[0].balance.of, of, sums(of))).collect()
    }
}

/// Total, used and pending of the direct children, with all below them.
fn sums(nodes: &[Node]) -> [i64; 3] {
    let children = || nodes.iter().filter(|node| node.depth == 0);
    [
        children().map(|node| node.balance.total).sum(),
        children().map(|node| node.used_below).sum(),
        children().map(|node| node.pending_below).sum(),
    ]
}

/// GET `/quotas/subordinates` (`region`, `metric`)
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, wanted) = (ctx.actor()?, asked.clone());
    let reader = who.clone();
    let (nodes, measures) = db
        .read(move |c| {
            let nodes = queries::subtree(c, &reader, wanted.region.parse().ok(), &wanted.metric)?;
            Ok((nodes, queries::measures(c)?))
        })
        .await?;
    let lang = ctx.language();
    let subordinates = Subordinates {
        tabs: tabs(&who, PATH),
        regions: regions(&measures, &asked.region, lang),
        metrics: metrics(&measures, &asked.metric, lang),
        narrows: !asked.region.is_empty() || !asked.metric.is_empty(),
        exports: ["xlsx", "csv"].map(|ending| asked.address(&format!("{PATH}.{ending}"))),
        nodes,
        lang,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &subordinates)
}

fn regions(measures: &[Measure], chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut all = vec![Choice::new("", lang.t("quota-every-region"), chosen)];
    let each = measures.chunk_by(|one, other| one.region_id == other.region_id);
    all.extend(each.map(|of| Choice::new(of[0].region_id, of[0].region.clone(), chosen)));
    all
}

fn metrics(measures: &[Measure], chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut all = vec![Choice::new("", lang.t("quota-every-metric"), chosen)];
    let of_one = measures.first().map(|first| first.region_id);
    let each = measures.iter().filter(|of| Some(of.region_id) == of_one);
    all.extend(each.map(|of| Choice::new(of.metric.clone(), of.name(lang).to_owned(), chosen)));
    all
}

/// GET `/quotas/subordinates.xlsx`, `/quotas/subordinates.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, asked) = (ctx.actor()?, ctx.language(), asked.into_inner());
    let below = ["quota-used-below", "quota-pending-below"];
    let head = ["quota-department"].iter().chain(&HEAD).chain(&below).map(|key| lang.t(key)).collect();
    let rows = move |c: &mut diesel::PgConnection, _: Option<&list::Cursor>| {
        let nodes = queries::subtree(c, &who, asked.region.parse().ok(), &asked.metric)?;
        let row = |node: &Node| {
            let sums = [node.used_below.to_string(), node.pending_below.to_string()];
            std::iter::once(node.department.clone()).chain(cells(&node.balance, lang)).chain(sums).collect()
        };
        Ok((nodes.iter().map(row).collect(), None))
    };
    format.answer(&db, "quotas-below", head, rows).await
}
