//! Where sheets of one kind come in: what a room says of its own, and what is done with it.

use chrono::{DateTime, Utc};
use diesel::{PgConnection, connection::SimpleConnection};
use serde_json::json;
use uuid::Uuid;

use super::{
    report::{Report, Verdict},
    sheet::{Column, Row},
    waiting::{self, Outcome, Waiting},
};
use crate::{
    error::{AppError, AppResult},
    outbox::{self, Event, Record},
    policy::{Action, Actor},
    text::Text,
    web::i18n::Lang,
};

/// Where sheets come in, below the list; the template as Excel and CSV; the report of one, and where it is confirmed.
pub type Paths = [&'static str; 5];

/// What somebody's rows would do at that time, said in that language.
pub type Judge = fn(&mut PgConnection, &Actor, &[Row], Lang, DateTime<Utc>) -> AppResult<Report>;

/// What a room that takes sheets says of them.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Of stored sheets: `prices`.
    pub kind: &'static str,
    pub paths: Paths,
    pub list: &'static str,
    pub list_label: &'static str,
    /// What is said above the form, with `{ $most }`.
    pub about: &'static str,
    pub template_hint: &'static str,
    /// What is said of a sheet without a row.
    pub empty: &'static str,
    /// What confirming would do, with `{ $new }` and `{ $changed }`.
    pub ready: &'static str,
    /// Rows of one sheet.
    pub most: usize,
    /// Bytes of their text.
    pub text: usize,
    pub columns: &'static [Column],
    /// The field by which rows are told from one another.
    pub key: &'static str,
    /// Who may bring one.
    pub action: Action,
    /// The audit log's names.
    pub audited: (&'static str, &'static str),
    /// Keeps others from what rows are judged by, until the transaction ends.
    pub lock: fn(&mut PgConnection, &[Row]) -> AppResult<()>,
    pub judge: Judge,
    /// Does what the rows of a sheet say that were judged so.
    pub write: fn(&mut PgConnection, &Actor, &Waiting, DateTime<Utc>) -> AppResult<()>,
}

impl Desk {
    /// Where sheets come in.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.paths[0]
    }

    #[must_use]
    pub fn path_of(&self, id: Uuid) -> String {
        format!("{}/{id}", self.path())
    }
}

/// Does everything that `who`'s sheet says, judged anew; `mark` tells the report that they looked at. What was imported
/// stays as it is.
///
/// # Errors
/// 404, 403, 409 when a row is wrong, when there is nothing to do, or when the report is another by now.
pub fn import(
    tx: &mut PgConnection,
    who: &Actor,
    desk: &Desk,
    id: Uuid,
    mark: Option<&str>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let waiting = waiting::lock(tx, who.id, desk.kind, id)?;
    if !who.may(desk.action) {
        return Err(AppError::forbidden());
    }
    if waiting.imported.is_some() {
        return Ok(());
    }
    // Nobody's page waits behind it, and cut off it would be worth nothing.
    tx.batch_execute("SET LOCAL statement_timeout = '60s'")?;
    (desk.lock)(tx, &waiting.rows)?;
    let report = (desk.judge)(tx, who, &waiting.rows, Lang::default(), now)?;
    allow(&report, mark)?;
    let count = |verdict| report.count(verdict);
    let outcome = Outcome { new: count(Verdict::New), changed: count(Verdict::Changed), same: count(Verdict::Same) };
    (desk.write)(tx, who, &waiting, now)?;
    waiting::done(tx, id, outcome, now)?;
    outbox::tell(tx, who, &of_the_whole(desk, &waiting, outcome))
}

fn allow(report: &Report, mark: Option<&str>) -> AppResult<()> {
    let wrong = report.count(Verdict::Wrong);
    if mark.is_some_and(|seen| seen != report.mark()) {
        Err(AppError::Stale("import-overtaken".into()))
    } else if wrong > 0 {
        Err(AppError::NotNow(Text::new("network-import-has-wrong").with("count", wrong)))
    } else if !report.can_be_imported() {
        Err(AppError::NotNow("import-nothing".into()))
    } else {
        Ok(())
    }
}

/// One entry for the whole, beside those of the records.
fn of_the_whole(desk: &Desk, waiting: &Waiting, outcome: Outcome) -> Event {
    let (action, resource) = desk.audited;
    let record = Record { kind: resource, id: 0, number: waiting.id.to_string(), path: desk.path_of(waiting.id) };
    let Outcome { new, changed, same } = outcome;
    let facts = json!({ "file": waiting.file_name, "new": new, "changed": changed, "same": same });
    Event::new(action, resource, record).changed(None, Some(facts))
}
