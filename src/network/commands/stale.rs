use diesel::PgConnection;

use crate::{
    error::{AppError, AppResult},
    outbox,
    text::Text,
};

/// Who changed the record, when, and what: what the asker has to look at again.
pub fn changed_meanwhile(c: &mut PgConnection, kind: &str, id: i64) -> AppResult<AppError> {
    let last = outbox::timeline(c, kind, id, 1)?.pop();
    Ok(AppError::Stale(match last {
        Some(line) => Text::new("network-changed-by").with("who", line.who).with("at", line.at).with("said", line.said),
        None => Text::new("network-changed-meanwhile"),
    }))
}
