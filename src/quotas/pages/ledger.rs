//! `/quotas/ledger`: how one's department's quota became what it is; of one metric, as a chart too.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::Utc;
use serde::Deserialize;

use super::{chart::Chart, tabs};
use crate::{
    db::Db,
    error::AppResult,
    quotas::{
        balance::Measure,
        queries::{self, Change, Narrowed},
    },
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Format},
        filters,
        form::Choice,
        i18n::{Lang, time_in_shanghai},
        list::{self, Cursor, Page, Pager, READ, TabLink},
        page,
    },
};

/// Changes that the chart draws.
const DRAWN: i64 = 200;

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A region's id and a metric's code, as the menu has them.
    of: String,
    cursor: String,
}

impl Asked {
    fn narrowed(&self) -> Narrowed {
        let (region, metric) = self.of.split_once('-').unwrap_or_default();
        Narrowed { region: region.parse().ok(), metric: metric.to_owned() }
    }

    fn address(&self, path: &str) -> String {
        list::address(path, &[("of", &self.of)])
    }
}

#[derive(Template)]
#[template(path = "quotas/ledger.html")]
struct Ledger {
    ctx: Ctx,
    tabs: Vec<TabLink>,
    lang: Lang,
    choices: Vec<Choice>,
    narrows: bool,
    changes: Vec<Change>,
    chart: Option<Chart>,
    pager: Pager,
    exports: [String; 2],
}

/// GET `/quotas/ledger` (`of`, `cursor`)
///
/// # Errors
/// When the database can't be had.
pub async fn list(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, narrowed, cursor) = (ctx.actor()?, asked.narrowed(), Cursor::parse(&asked.cursor));
    let (department, from, is_one) = (who.department.id, cursor.clone(), narrowed.region.is_some());
    let (rows, count, measures, course) = db
        .read(move |c| {
            let rows = queries::ledger(c, department, &narrowed, from.as_ref(), READ)?;
            let course = if is_one { queries::course(c, department, &narrowed, DRAWN)? } else { Vec::new() };
            let count = queries::count_changes(c, department, &narrowed)?;
            Ok((rows, count, queries::measures(c)?, course))
        })
        .await?;
    let found = Page::of(rows, cursor.as_ref(), |change| (change.id, String::new()));
    let lang = ctx.language();
    let ledger = Ledger {
        tabs: tabs(&who, "/quotas/ledger"),
        choices: choices(&measures, &asked.of, lang),
        narrows: !asked.of.is_empty(),
        pager: Pager::new(&found, count, &asked.address("/quotas/ledger")),
        exports: ["xlsx", "csv"].map(|ending| asked.address(&format!("/quotas/ledger.{ending}"))),
        chart: Chart::of(&course, Utc::now()),
        changes: found.rows,
        lang,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &ledger)
}

fn choices(measures: &[Measure], chosen: &str, lang: Lang) -> Vec<Choice> {
    let all = Choice::new("", lang.t("quota-every-metric"), chosen);
    let each = measures.iter().map(|of| {
        let name = format!("{} · {}", of.region, of.name(lang));
        Choice::new(format!("{}-{}", of.region_id, of.metric), name, chosen)
    });
    std::iter::once(all).chain(each).collect()
}

const HEAD: [&str; 14] = [
    "quota-at",
    "quota-region",
    "quota-metric",
    "quota-by",
    "quota-by-request",
    "quota-reason",
    "quota-total-before",
    "quota-total",
    "quota-allocated-before",
    "quota-allocated",
    "quota-used-before",
    "quota-used",
    "quota-pending-before",
    "quota-pending",
];

/// GET `/quotas/ledger.xlsx`, `/quotas/ledger.csv`
///
/// # Errors
/// When the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, narrowed) = (ctx.actor()?, ctx.language(), asked.narrowed());
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let department = who.department.id;
    let batches = move |c: &mut diesel::PgConnection, from: Option<&Cursor>| {
        let found = queries::ledger(c, department, &narrowed, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |change| (change.id, String::new()));
        Ok((found.into_iter().map(|change| cells(change, lang)).collect(), next))
    };
    format.answer(&db, "quota-ledger", head, batches).await
}

fn cells(change: Change, lang: Lang) -> Vec<String> {
    let numbers = [
        change.total_before,
        change.total,
        change.allocated_before,
        change.allocated,
        change.used_before,
        change.used,
        change.pending_before,
        change.pending,
    ];
    let name = change.of.name(lang).to_owned();
    let words = [time_in_shanghai(change.at), change.of.region, name, change.by, change.request, change.reason];
    words.into_iter().chain(numbers.map(|number| number.to_string())).collect()
}
