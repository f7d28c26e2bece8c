//! The page that says what a sheet would do, and what it did.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    desk::{self, Desk},
    report::{Judged, Note, Report, Verdict},
    waiting::{self, Outcome, Waiting},
};
use crate::{
    db::Db,
    error::{AppError, AppResult},
    text::{Text, listed},
    web::{
        Ctx, Form, filters,
        list::{Pager, TabLink},
        page::{self, see_other_saying},
        submission,
    },
};

/// Rows of the report on one page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "shared/sheet_report.html")]
struct Reporting {
    ctx: Ctx,
    desk: &'static Desk,
    path: String,
    file_name: String,
    ignored: Option<Text>,
    /// When it was imported, and what became of it.
    imported: Option<(DateTime<Utc>, Outcome)>,
    /// Why confirming it didn't go well.
    refusal: Option<Text>,
    /// What confirming would do, or why it can't be.
    outlook: (&'static str, Text),
    may_confirm: bool,
    mark: String,
    tabs: Vec<TabLink>,
    rows: Vec<Judged>,
    pager: Pager,
    submission: Uuid,
}

/// The report's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    page: String,
}

/// The report of one's own sheet (`show`, `page`).
///
/// # Errors
/// 404 when it isn't one's own, 403 for who may bring none any more.
pub async fn show(ctx: &Ctx, db: &Db, desk: &'static Desk, id: &str, asked: &Asked) -> AppResult<HttpResponse> {
    draw(ctx, db, desk, id_of(id)?, asked, None).await
}

/// Everything in it, or nothing.
///
/// # Errors
/// 404, 403, and 409 with the report as it is now.
pub async fn confirm(ctx: &Ctx, db: &Db, desk: &'static Desk, id: &str, form: &Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(id)?, form.submission());
    let mark = form.fields.first("report").map(str::to_owned);
    let done = db.write(move |tx| {
        submission::once(tx, who.id, submission, |tx| {
            desk::import(tx, &who, desk, id, mark.as_deref(), Utc::now())?;
            Ok(desk.path_of(id))
        })
    });
    let refusal = match done.await {
        Ok(path) => return Ok(see_other_saying(&path, "network-import-done")),
        Err(AppError::NotNow(why) | AppError::Stale(why)) => why,
        // Somebody took in this very moment what a row would have.
        Err(AppError::Invalid(_)) => "import-overtaken".into(),
        Err(other) => return Err(other),
    };
    draw(ctx, db, desk, id, &Asked::default(), Some(refusal)).await
}

fn id_of(path: &str) -> AppResult<Uuid> {
    path.parse().map_err(|_| AppError::NotFound)
}

async fn draw(
    ctx: &Ctx,
    db: &Db,
    desk: &'static Desk,
    id: Uuid,
    asked: &Asked,
    refusal: Option<Text>,
) -> AppResult<HttpResponse> {
    let (who, lang) = (ctx.actor()?, ctx.language());
    let (waiting, report) = db
        .read(move |c| {
            let waiting = waiting::find(c, who.id, desk.kind, id)?;
            if !who.may(desk.action) {
                return Err(AppError::forbidden());
            }
            let report = (desk.judge)(c, &who, &waiting.rows, lang, Utc::now())?;
            Ok((waiting, report))
        })
        .await?;
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    page::with_status(ctx, &Reporting::of(ctx, desk, waiting, report, asked, refusal), status)
}

impl Reporting {
    fn title(&self) -> &'static str {
        if self.imported.is_some() { "network-import-result" } else { "network-import-report" }
    }

    fn of(
        ctx: &Ctx,
        desk: &'static Desk,
        waiting: Waiting,
        report: Report,
        asked: &Asked,
        refusal: Option<Text>,
    ) -> Self {
        let has = |verdict: &Verdict| report.count(*verdict) > 0;
        // What must be mended first, unless something else is asked for.
        let asked_for = Verdict::ALL.into_iter().find(|verdict| verdict.code() == asked.show);
        let shown = asked_for.or_else(|| Verdict::ALL.into_iter().find(has)).unwrap_or(Verdict::Same);
        let path = desk.path_of(waiting.id);
        let count = report.count(shown);
        let nth = asked.page.parse().unwrap_or(1).clamp(1, count.div_ceil(PAGE).max(1));
        let link = |nth: usize| format!("{path}?show={}&page={nth}", shown.code());
        let may_confirm = waiting.imported.is_none() && report.can_be_imported();
        Self {
            ctx: ctx.clone(),
            desk,
            tabs: Verdict::ALL.into_iter().filter(has).map(|it| tab(&path, it, shown, report.count(it))).collect(),
            pager: Pager {
                count: Text::new("list-count").with("count", count),
                previous: (nth > 1).then(|| link(nth - 1)),
                next: (nth * PAGE < count).then(|| link(nth + 1)),
            },
            ignored: listed(waiting.ignored.iter().map(String::as_str))
                .map(|names| Text::new("network-import-ignored").with("names", names)),
            outlook: outlook(desk, &report, may_confirm),
            mark: report.mark(),
            may_confirm,
            file_name: waiting.file_name,
            imported: waiting.imported,
            submission: Uuid::new_v4(),
            refusal,
            rows: report.0.into_iter().filter(|it| it.verdict == shown).skip((nth - 1) * PAGE).take(PAGE).collect(),
            path,
        }
    }
}

fn outlook(desk: &Desk, report: &Report, may_confirm: bool) -> (&'static str, Text) {
    let (new, changed) = (report.count(Verdict::New), report.count(Verdict::Changed));
    match report.count(Verdict::Wrong) {
        0 if may_confirm => ("", Text::new(desk.ready).with("new", new).with("changed", changed)),
        0 => ("ok", "import-nothing".into()),
        wrong => ("bad", Text::new("network-import-has-wrong").with("count", wrong)),
    }
}

fn tab(path: &str, verdict: Verdict, shown: Verdict, count: usize) -> TabLink {
    TabLink {
        href: format!("{path}?show={}", verdict.code()),
        label: verdict.label(),
        count: Some(count.to_string()),
        current: verdict == shown,
        hot: verdict == Verdict::Wrong,
    }
}
