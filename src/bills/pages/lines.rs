//! `/bills/{id}/lines` and `/bills/{id}/projects/{project}`: line by line.

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

use super::{name_of, parted};
use crate::{
    bills::{
        form::LONGEST,
        line::{Line, Share},
        model::Bill,
        queries::{self, Narrowed},
        workflow::{Event, answers, next},
    },
    db::Db,
    error::{AppError, AppResult},
    policy::{Action, Actor},
    text::Text,
    web::{
        Ctx,
        export::{BATCH, Cells, Format},
        filters,
        form::{Choice, Field},
        i18n::{Lang, iso_date},
        list::{self, Cursor, Page, Pager, READ},
        page,
        path::id_of,
    },
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    project: String,
    region: String,
    product: String,
    flagged: String,
    cursor: String,
}

impl Asked {
    fn narrowed(&self) -> Narrowed {
        Narrowed {
            project: self.project.parse().ok(),
            region: self.region.parse().ok(),
            product: self.product.clone(),
            flagged: !self.flagged.is_empty(),
        }
    }

    fn address(&self, path: &str) -> String {
        let project = if path.contains("/projects/") { "" } else { &self.project };
        let filters =
            [("project", project), ("region", &self.region), ("product", &self.product), ("flagged", &self.flagged)];
        list::address(path, &filters)
    }
}

#[derive(Template)]
#[template(path = "bills/lines.html")]
struct Listed {
    ctx: Ctx,
    lang: Lang,
    bill: Bill,
    /// Of whose project, on its own page.
    project: Option<String>,
    path: String,
    narrowed: Narrowed,
    projects: Vec<Choice>,
    regions: Vec<Choice>,
    products: Vec<Choice>,
    lines: Vec<Line>,
    pager: Pager,
    exports: [String; 2],
    /// Lines can be ticked to be rejected.
    ticks: bool,
    corrects: bool,
    submission: Uuid,
    reason: Field,
    tick: Field,
}

impl Listed {
    fn corrected_at(&self) -> String {
        if self.corrects { format!("{}/lines", self.bill.path()) } else { String::new() }
    }

    fn first_tick(&self) -> i64 {
        self.lines.iter().find(|line| !line.is_settled).map_or(0, |line| line.id)
    }

    fn narrows(&self) -> bool {
        let of_page = Narrowed { project: None, ..self.narrowed.clone() };
        of_page != Narrowed::default() || self.project.is_none() && self.narrowed.project.is_some()
    }
}

/// GET `/bills/{id}/lines` (`project`, `region`, `product`, `flagged`, `cursor`)
///
/// # Errors
/// 404 when there is none in sight.
pub async fn list(ctx: Ctx, db: Data<Db>, id: Path<String>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let id = id_of(&id)?;
    draw(&ctx, &db, id, format!("/bills/{id}/lines"), asked.into_inner(), false).await
}

/// GET `/bills/{id}/projects/{project}` (as above)
///
/// # Errors
/// 404 also for a project that the bill doesn't name.
pub async fn of_project(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> AppResult<HttpResponse> {
    let (id, project) = (id_of(&path.0)?, id_of(&path.1)?);
    let asked = Asked { project: project.to_string(), ..asked.into_inner() };
    draw(&ctx, &db, id, format!("/bills/{id}/projects/{project}"), asked, true).await
}

async fn draw(ctx: &Ctx, db: &Db, id: i64, path: String, asked: Asked, of_project: bool) -> AppResult<HttpResponse> {
    let (who, cursor, narrowed) = (ctx.actor()?, Cursor::parse(&asked.cursor), asked.narrowed());
    let (reader, wanted, from) = (who.clone(), narrowed.clone(), cursor.clone());
    let (bill, shares, lines, count) = db
        .read(move |c| {
            let bill = seen(c, &reader, id)?;
            let edition = (bill.id, bill.edition_for(&reader));
            let shares = queries::shares(c, edition)?;
            let lines = queries::lines(c, edition, &wanted, from.as_ref(), READ)?;
            Ok((bill, shares, lines, queries::count_lines(c, edition, &wanted)?))
        })
        .await?;
    let lang = ctx.language();
    let project = if of_project { Some(project_of(&shares, &asked.project)?) } else { None };
    let found = Page::of(lines, cursor.as_ref(), |line| (line.id, String::new()));
    let choices = |part, all, chosen: &str| choices(&shares, part, all, chosen, lang);
    let reason = Field::new("reason", "bill-reason", "").hinted("bill-reason-hint").required().at_most(LONGEST);
    let page = Listed {
        projects: choices("project", "bill-projects-all", &asked.project),
        regions: choices("region", "bill-regions-all", &asked.region),
        products: choices("product", "bill-products-all", &asked.product),
        pager: Pager::new(&found, count, &asked.address(&path)),
        exports: ["xlsx", "csv"].map(|ending| asked.address(&format!("/bills/{id}/lines.{ending}"))),
        ticks: answers(&who, &bill) && next(bill.state(), Event::Reject).is_ok(),
        corrects: who.may(Action::RunBilling) && next(bill.state(), Event::Make).is_ok(),
        submission: Uuid::new_v4(),
        lines: found.rows,
        lang,
        bill,
        project,
        path,
        narrowed,
        reason,
        tick: Field::new("lines", "bill-lines", ""),
        ctx: ctx.clone(),
    };
    page::show(ctx, &page)
}

/// A bill that has lines.
fn seen(c: &mut diesel::PgConnection, who: &Actor, id: i64) -> AppResult<Bill> {
    queries::find(c, who, id).and_then(|bill| if bill.is_roll_up() { Err(AppError::NotFound) } else { Ok(bill) })
}

fn project_of(shares: &[Share], id: &str) -> AppResult<String> {
    let share = parted(shares, "project").into_iter().find(|share| share.id == id);
    share.map(|share| share.name.clone()).ok_or(AppError::NotFound)
}

fn choices(shares: &[Share], part: &str, all: &'static str, chosen: &str, lang: Lang) -> Vec<Choice> {
    let each = parted(shares, part).into_iter().map(|share| Choice::new(&share.id, name_of(share, lang), chosen));
    std::iter::once(Choice::new("", lang.t(all), chosen)).chain(each).collect()
}

const HEAD: [&str; 17] = [
    "bill-line-resource",
    "bill-project",
    "bill-region",
    "bill-product",
    "bill-line-component",
    "bill-line-units",
    "bill-line-unit",
    "bill-entry-price",
    "bill-entry-from",
    "bill-entry-to",
    "bill-line-days",
    "bill-line-days-in-month",
    "bill-amount-yuan",
    "bill-line-request",
    "bill-line-flags",
    "bill-line-rejected",
    "bill-line-correction",
];

/// GET `/bills/{id}/lines.xlsx`, `/bills/{id}/lines.csv`
///
/// # Errors
/// 404 when there is none in sight.
pub async fn file(
    ctx: Ctx,
    db: Data<Db>,
    format: Format,
    id: Path<String>,
    asked: Query<Asked>,
) -> AppResult<HttpResponse> {
    let (who, lang, id, narrowed) = (ctx.actor()?, ctx.language(), id_of(&id)?, asked.narrowed());
    let reader = who.clone();
    let bill = db.read(move |c| seen(c, &reader, id)).await?;
    let edition = (bill.id, bill.edition_for(&who));
    let head = HEAD.map(|key| lang.t(key)).to_vec();
    let batches = move |c: &mut diesel::PgConnection, from: Option<&Cursor>| {
        let found = queries::lines(c, edition, &narrowed, from, BATCH as i64)?;
        let next = list::next(&found, BATCH, |line| (line.id, String::new()));
        Ok((found.into_iter().map(|line| cells(line, lang)).collect(), next))
    };
    format.answer(&db, &bill.number, head, batches).await
}

fn cells(line: Line, lang: Lang) -> Cells {
    let component = line.component(lang).to_owned();
    let unit = line.unit_label().map(|label| lang.t(label)).unwrap_or_default();
    let flags: Vec<String> = line.flags().into_iter().map(|(flag, _)| lang.t(flag)).collect();
    vec![
        line.resource.clone(),
        line.project.clone(),
        line.region.clone(),
        lang.t(line.product_label()),
        component,
        line.units.to_string(),
        unit,
        line.price().map(crate::money::Money::plain).unwrap_or_default(),
        iso_date(line.first_day),
        iso_date(line.last_day),
        line.days.to_string(),
        line.days_in_month.to_string(),
        line.amount().plain(),
        line.request.clone().unwrap_or_default(),
        flags.join(" "),
        line.rejected.clone().unwrap_or_default(),
        line.corrected_for,
    ]
}
