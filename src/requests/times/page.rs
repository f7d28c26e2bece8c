//! `/resources/times`

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Query},
};
use askama::Template;
use chrono::{TimeDelta, Utc};

use super::{
    period::{Asked, Period},
    queries,
    report::{Department, Report, Steps, Times},
};
use crate::{
    calendar::{amount, date_of},
    db::Db,
    error::AppResult,
    requests::{commands::WORKING_DAYS, ledger, state::State},
    text::Text,
    web::{
        Ctx, filters,
        form::{Errors, Field},
        page,
    },
};

const PATH: &str = "/resources/times";
/// Departments on the page; a file has them all.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "requests/times.html")]
struct Page {
    ctx: Ctx,
    errors: Errors,
    from: Field,
    to: Field,
    /// None where the days asked for are no period.
    found: Option<Found>,
}

struct Found {
    xlsx: String,
    csv: String,
    delivery: Times,
    overdue: i64,
    /// Empty where there is nothing to tell of.
    steps: Vec<StepView>,
    departments: Vec<DepartmentView>,
    /// How many departments aren't shown.
    left_out: usize,
}

/// A step in words.
struct StepView {
    name: &'static str,
    party: &'static str,
    ended: i64,
    /// None where it never ended.
    median: Option<Text>,
    ninth: Option<Text>,
    longest: Option<Text>,
    overdue: i64,
}

struct DepartmentView {
    name: String,
    steps: Vec<StepView>,
    delivery: Times,
    overdue: i64,
}

/// What a step is called here: whoever applied has what was rejected.
#[must_use]
pub fn name(step: State) -> &'static str {
    if step == State::Rejected { "request-times-with-applicant" } else { step.label() }
}

/// GET `/resources/times` (`from`, `to`)
///
/// # Errors
/// When the database can't be had; what isn't a period is answered with the page.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, now) = (ctx.actor()?, Utc::now());
    let (typed, found, errors) = match asked.period(date_of(now)) {
        Err(errors) => ([asked.from.clone(), asked.to.clone()], None, errors),
        Ok(period) => {
            let report = db.read(move |c| queries::report(c, &who, period, now)).await?;
            ([period.from.to_string(), period.to.to_string()], Some(Found::of(period, &report)), Errors::default())
        }
    };
    let [from, to] = typed;
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        from: Field::new("from", "request-from", from).checked(&errors),
        to: Field::new("to", "request-to", to).checked(&errors),
        found,
        errors,
        ctx: ctx.clone(),
    };
    page::with_status(&ctx, &page, status)
}

impl Found {
    fn of(period: Period, report: &Report) -> Self {
        let file = |ending: &str| period.address(&format!("{PATH}.{ending}"));
        Self {
            xlsx: file("xlsx"),
            csv: file("csv"),
            delivery: report.all.delivery(),
            overdue: report.all.overdue(),
            steps: if report.departments.is_empty() { Vec::new() } else { steps(&report.all) },
            departments: report.departments.iter().take(MOST).map(DepartmentView::of).collect(),
            left_out: report.departments.len().saturating_sub(MOST),
        }
    }
}

fn steps(steps: &Steps) -> Vec<StepView> {
    let view = |(step, times): (State, &Times)| {
        let words = |time: TimeDelta| (times.ended > 0).then(|| amount(time));
        StepView {
            name: name(step),
            party: ledger::party(step),
            ended: times.ended,
            median: words(times.median),
            ninth: words(times.ninth),
            longest: words(times.longest),
            overdue: times.overdue,
        }
    };
    steps.each().map(view).collect()
}

impl DepartmentView {
    fn of(department: &Department) -> Self {
        Self {
            name: department.name.clone(),
            steps: steps(&department.steps),
            delivery: department.steps.delivery(),
            overdue: department.steps.overdue(),
        }
    }
}
