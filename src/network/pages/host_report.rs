//! `/network/hosts/import/{id}`: what a sheet would do, and what it did.

use std::{collections::HashMap, sync::Arc};

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, Path, Query},
};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    db::Db,
    error::{AppError, AppResult},
    network::{
        commands,
        host_import::{
            column::Column,
            judge::{Difference, Shown, Verdict},
            report::{Kind, Report},
            sheet::Row,
        },
        queries::{self, HostImport, Outcome},
    },
    policy::{Action, Actor},
    text::{Text, listed},
    web::{
        Ctx, Form, filters,
        i18n::Lang,
        list::{Pager, TabLink},
        page::{self, see_other_saying},
        submission,
    },
};

/// Rows of the report on one page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "network/host_report.html")]
struct Show {
    ctx: Ctx,
    path: String,
    file_name: String,
    ignored: Option<Text>,
    /// When it was imported, and what became of it.
    imported: Option<(DateTime<Utc>, Outcome)>,
    /// Why confirming it didn't go well.
    refusal: Option<Text>,
    /// How many rows there are of each kind.
    counts: HashMap<&'static str, usize>,
    may_confirm: bool,
    mark: String,
    tabs: Vec<TabLink>,
    rows: Vec<Line>,
    pager: Pager,
    submission: Uuid,
}

/// A row of the report.
struct Line {
    number: usize,
    name: String,
    address: String,
    kind: Kind,
    notes: Vec<Note>,
}

/// What is to say of one of its cells.
enum Note {
    Wrong {
        column: &'static str,
        why: Text,
    },
    Change {
        column: &'static str,
        before: String,
        after: String,
    },
    /// What a new host is.
    Word(String),
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    page: String,
}

#[must_use]
pub fn path_of(id: Uuid) -> String {
    format!("/network/hosts/import/{id}")
}

/// GET `/network/hosts/import/{id}` (`show`, `page`)
///
/// # Errors
/// 404 when it isn't one's own, 403 for who keeps no hosts any more.
pub async fn show(ctx: Ctx, db: Data<Db>, id: Path<String>, asked: Query<Asked>) -> AppResult<HttpResponse> {
    draw(&ctx, &db, ctx.actor()?, id_of(&id)?, &asked, None).await
}

/// POST `/network/hosts/import/{id}/confirm`: everything in it, or nothing.
///
/// # Errors
/// 404, 403, and 409 with the report as it is now.
pub async fn confirm(ctx: Ctx, db: Data<Db>, id: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    let (who, id, submission) = (ctx.actor()?, id_of(&id)?, form.submission());
    let mark = form.fields.first("report").map(str::to_owned);
    let by = who.clone();
    let done = db.write(move |tx| {
        submission::once(tx, by.id, submission, |tx| {
            commands::import_hosts(tx, &by, id, mark.as_deref(), Utc::now())?;
            Ok(path_of(id))
        })
    });
    let refusal = match done.await {
        Ok(path) => return Ok(see_other_saying(&path, "network-import-done")),
        Err(AppError::NotNow(why) | AppError::Stale(why)) => why,
        // Somebody registered one of the addresses in this very moment.
        Err(AppError::Invalid(_)) => "network-import-overtaken".into(),
        Err(other) => return Err(other),
    };
    draw(&ctx, &db, who, id, &Asked::default(), Some(refusal)).await
}

fn id_of(path: &str) -> AppResult<Uuid> {
    path.parse().map_err(|_| AppError::NotFound)
}

async fn draw(
    ctx: &Ctx,
    db: &Db,
    who: Arc<Actor>,
    id: Uuid,
    asked: &Asked,
    refusal: Option<Text>,
) -> AppResult<HttpResponse> {
    let (import, report) = db
        .read(move |c| {
            let import = queries::find_import(c, &who, id)?;
            if !who.may(Action::ManageHosts) {
                return Err(AppError::forbidden());
            }
            let stock = queries::stock(c, &who, &import.rows)?;
            let report = Report::of(import.rows.clone(), &stock, &who);
            Ok((import, report))
        })
        .await?;
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    page::with_status(ctx, &Show::of(ctx, import, &report, asked, refusal), status)
}

impl Show {
    fn title(&self) -> &'static str {
        if self.imported.is_some() { "network-import-result" } else { "network-import-report" }
    }

    fn of(ctx: &Ctx, import: HostImport, report: &Report, asked: &Asked, refusal: Option<Text>) -> Self {
        let counts: HashMap<&'static str, usize> =
            Kind::ALL.into_iter().map(|kind| (kind.code(), report.count(kind))).collect();
        let has = |kind: &Kind| counts.get(kind.code()).is_some_and(|count| *count > 0);
        // What must be mended first, unless something else is asked for.
        let asked_for = Kind::ALL.into_iter().find(|kind| kind.code() == asked.show);
        let shown = asked_for.or_else(|| Kind::ALL.into_iter().find(has)).unwrap_or(Kind::Same);
        let of_kind: Vec<&(Row, Verdict)> = report.rows.iter().filter(|(_, verdict)| verdict.kind() == shown).collect();
        let path = path_of(import.id);
        let nth = asked.page.parse().unwrap_or(1).clamp(1, of_kind.len().div_ceil(PAGE).max(1));
        let link = |nth: usize| format!("{path}?show={}&page={nth}", shown.code());
        let lang = ctx.language();
        Self {
            tabs: Kind::ALL.into_iter().filter(has).map(|kind| tab(&path, kind, shown, counts[kind.code()])).collect(),
            pager: Pager {
                count: Text::new("list-count").with("count", of_kind.len()),
                previous: (nth > 1).then(|| link(nth - 1)),
                next: (nth * PAGE < of_kind.len()).then(|| link(nth + 1)),
            },
            rows: of_kind.into_iter().skip((nth - 1) * PAGE).take(PAGE).map(|row| Line::of(row, lang)).collect(),
            ignored: listed(import.ignored.iter().map(String::as_str))
                .map(|names| Text::new("network-import-ignored").with("names", names)),
            may_confirm: import.imported.is_none() && report.can_be_imported(),
            mark: report.mark(),
            file_name: import.file_name,
            imported: import.imported,
            submission: Uuid::new_v4(),
            refusal,
            counts,
            path,
            ctx: ctx.clone(),
        }
    }

    fn count(&self, kind: Kind) -> usize {
        self.counts.get(kind.code()).copied().unwrap_or_default()
    }

    /// What confirming would do, or why it can't be.
    fn outlook(&self) -> (&'static str, Text) {
        let (new, changed) = (self.count(Kind::New), self.count(Kind::Changed));
        match self.count(Kind::Wrong) {
            0 if self.may_confirm => ("", Text::new("network-import-ready").with("new", new).with("changed", changed)),
            0 => ("ok", "network-import-nothing".into()),
            wrong => ("bad", Text::new("network-import-has-wrong").with("count", wrong)),
        }
    }
}

fn tab(path: &str, kind: Kind, shown: Kind, count: usize) -> TabLink {
    TabLink {
        href: format!("{path}?show={}", kind.code()),
        label: kind.label(),
        count: Some(count.to_string()),
        current: kind == shown,
        hot: kind == Kind::Wrong,
    }
}

impl Line {
    fn of((row, verdict): &(Row, Verdict), lang: Lang) -> Self {
        let cell = |column| row.get(column).unwrap_or_default().to_owned();
        let notes = match verdict {
            Verdict::Wrong(reasons) => {
                reasons.iter().map(|(at, why)| Note::Wrong { column: at.label(), why: why.clone() }).collect()
            }
            Verdict::Changed(_, _, differences) => {
                let change = |it: &Difference| Note::Change {
                    column: it.column.label(),
                    before: words(&it.before, lang),
                    after: words(&it.after, lang),
                };
                differences.iter().map(change).collect()
            }
            Verdict::New(wanted) => {
                let of = [cell(Column::Department), cell(Column::Application), wanted.specification.clone()];
                of.into_iter().filter(|word| !word.is_empty()).map(Note::Word).collect()
            }
            Verdict::Same => Vec::new(),
        };
        Self {
            number: row.line,
            name: cell(Column::Name),
            address: cell(Column::FloatingIp),
            kind: verdict.kind(),
            notes,
        }
    }
}

fn words(shown: &Shown, lang: Lang) -> String {
    match shown {
        Shown::Word(word) if word.is_empty() => lang.t("record-not-given"),
        Shown::Word(word) => word.clone(),
        Shown::State(state) => lang.t(state.label()),
    }
}
