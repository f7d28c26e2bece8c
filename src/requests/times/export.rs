//! `/resources/times.xlsx` and `/resources/times.csv`: every department's steps.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use chrono::{TimeDelta, Utc};

use super::{
    page::name,
    period::Asked,
    queries,
    report::{Report, Steps, Times},
};
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    requests::state::State,
    web::{
        Ctx,
        export::{Cells, Format},
        i18n::Lang,
    },
};

/// GET `/resources/times.xlsx`, `/resources/times.csv` (`from`, `to`)
///
/// # Errors
/// 422 for what is no period; when the database can't be had.
pub async fn file(ctx: Ctx, db: Data<Db>, format: Format, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let (who, lang, now) = (ctx.actor()?, ctx.language(), Utc::now());
    let period = asked.period(date_of(now))?;
    let batches = move |c: &mut diesel::PgConnection, _: Option<&_>| {
        let report = queries::report(c, &who, period, now)?;
        // One query finds them all, so there are no more to come.
        Ok((rows(&report, lang), None))
    };
    format.answer(&db, "request-times", head(lang), batches).await
}

fn head(lang: Lang) -> Cells {
    [
        "request-field-department",
        "request-times-step",
        "request-times-ended",
        "request-times-median-hours",
        "request-times-ninth-hours",
        "request-times-longest-hours",
        "request-times-in-time",
        "request-times-overdue",
    ]
    .map(|key| lang.t(key))
    .to_vec()
}

/// All together first, then each department.
fn rows(report: &Report, lang: Lang) -> Vec<Cells> {
    let all = lang.t("request-departments-all");
    let each = report.departments.iter().map(|department| (department.name.as_str(), &department.steps));
    [(all.as_str(), &report.all)].into_iter().chain(each).flat_map(|(name, steps)| cells(name, steps, lang)).collect()
}

fn cells(department: &str, steps: &Steps, lang: Lang) -> Vec<Cells> {
    let known = steps.each().filter(|(_, times)| !times.is_empty());
    let row = |(step, times): (State, &Times)| {
        let time = |time: TimeDelta| if times.ended > 0 { hours(time) } else { String::new() };
        vec![
            department.to_owned(),
            lang.t(name(step)),
            times.ended.to_string(),
            time(times.median),
            time(times.ninth),
            time(times.longest),
            if step == State::Delivering { times.in_time.to_string() } else { String::new() },
            times.overdue.to_string(),
        ]
    };
    known.map(row).collect()
}

/// `27.5`, rounded down to a tenth.
fn hours(time: TimeDelta) -> String {
    let tenths = time.num_minutes() / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}
