//! Whether the portal can only be looked at for a while: every page and every post knows it from the session's query, in
//! whichever process it is answered.

use chrono::{DateTime, Utc};
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_types::Json};
use serde::Deserialize;

use super::i18n::Lang;
use crate::{
    db::{Gathered, sql::statement},
    error::AppResult,
    text::Text,
};

/// A time of maintenance that lasts, or begins within a day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Window {
    pub begins_at: DateTime<Utc>,
    /// None: until it is ended.
    pub ends_at: Option<DateTime<Utc>>,
    notice_zh: String,
    notice_en: String,
    /// Whether it has begun.
    pub is_on: bool,
}

/// The next one as JSON, if there is one.
pub const WINDOW: &str =
    "(SELECT json_build_object('begins_at', w.begins_at, 'ends_at', w.ends_at, 'notice_zh', w.notice_zh,
                            'notice_en', w.notice_en, 'is_on', w.begins_at <= now())
     FROM maintenance_windows w
     WHERE (w.ends_at IS NULL OR w.ends_at > now()) AND w.begins_at <= now() + interval '24 hours'
     ORDER BY w.begins_at LIMIT 1)";

/// What posts are let through: whoever comes or goes, and what keeps typed text.
const LET_THROUGH: [&str; 5] = ["/login", "/logout", "/me/language", "/kept", "/announcements"];

impl Window {
    /// What administrators say of it.
    #[must_use]
    pub fn notice(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.notice_zh,
            Lang::English => &self.notice_en,
        }
    }

    /// When it is, in words.
    #[must_use]
    pub fn period(&self) -> Text {
        match (self.is_on, self.ends_at) {
            (true, None) => "maintenance-on".into(),
            (true, Some(end)) => Text::new("maintenance-on-until").with("end", end),
            (false, None) => Text::new("maintenance-from").with("begin", self.begins_at),
            (false, Some(end)) => Text::new("maintenance-from-until").with("begin", self.begins_at).with("end", end),
        }
    }
}

/// Whether posts to `path` go on while it lasts.
#[must_use]
pub fn lets_through(path: &str) -> bool {
    LET_THROUGH.iter().any(|open| super::nav::is_at(path, open))
}

/// For whom no session is read.
///
/// # Errors
/// When the database can't be had.
pub fn current(c: &mut PgConnection) -> AppResult<Option<Window>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Nullable<Json>)]
        found: Option<Gathered<Window>>,
    }
    let row: Row = statement(format!("SELECT {WINDOW} AS found")).get_result(c)?;
    Ok(row.found.map(|found| found.0))
}
