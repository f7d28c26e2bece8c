//! `/admin/calendar`: a year.

use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use askama::Template;
use chrono::{Datelike, Utc};
use serde::Deserialize;

use super::year_view::{Month, months};
use crate::{
    calendar::date_of,
    db::Db,
    error::AppResult,
    holidays::{
        model::{Named, RECORD_KIND, YEARS, Year},
        queries,
    },
    outbox,
    text::Text,
    web::{Ctx, filters, page, record::Moment},
};

/// Lines of the history on the page.
const HISTORY: i64 = 30;

/// The page's address, as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
}

impl Asked {
    /// This year, unless it says another that can be planned.
    #[must_use]
    pub fn year(&self) -> i32 {
        let asked = self.year.trim().parse().ok().filter(|year| YEARS.contains(year));
        asked.unwrap_or_else(|| date_of(Utc::now()).year())
    }
}

#[derive(Template)]
#[template(path = "holidays/show.html")]
struct Show {
    ctx: Ctx,
    year: Year,
    months: Vec<Month>,
    working_days: usize,
    /// Those that are kept, and the one after them.
    years: Vec<i32>,
    history: Vec<Moment>,
}

impl Show {
    /// A run of days off under one name, or a make-up day: first, last, and what it is.
    fn runs(&self) -> Vec<(&Named, &Named)> {
        let mut runs: Vec<(&Named, &Named)> = Vec::new();
        for day in &self.year.days {
            match runs.last_mut() {
                Some((first, last))
                    if (first.kind, &first.name) == (day.kind, &day.name) && last.date.succ_opt() == Some(day.date) =>
                {
                    *last = day;
                }
                _ => runs.push((day, day)),
            }
        }
        runs
    }
}

/// GET `/admin/calendar` (`year`)
///
/// # Errors
/// When the database can't be had.
pub async fn show(ctx: Ctx, db: Data<Db>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let number = asked.year();
    let (year, mut years, lines) = db
        .read(move |c| {
            let lines = outbox::timeline(c, RECORD_KIND, number.into(), HISTORY)?;
            Ok((queries::year(c, number)?, queries::years(c)?, lines))
        })
        .await?;
    years.extend(years.last().map(|last| last + 1).filter(|next| YEARS.contains(next)));
    if !years.contains(&number) {
        years.push(number);
        years.sort_unstable();
    }
    let show = Show {
        months: months(&year),
        working_days: year.working_days(),
        years,
        history: lines.into_iter().map(Moment::from).collect(),
        year,
        ctx: ctx.clone(),
    };
    page::show(&ctx, &show)
}
