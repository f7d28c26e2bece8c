//! What `templates/shared/record.html` needs of a record's page.

use chrono::{DateTime, Utc};

use crate::{outbox::Line, text::Text};

/// One point of a record's history, or of what is to come.
#[derive(Clone, Debug)]
pub struct Moment {
    /// How it is marked: `done`, `now`, `back`, `bad` or `todo`.
    pub mark: &'static str,
    pub title: Text,
    pub who: String,
    pub at: Option<DateTime<Utc>>,
    /// A small tag.
    pub note: Option<Text>,
    /// Words of the person.
    pub quote: String,
    /// Where the page shows what changed.
    pub more: Option<String>,
}

impl From<Line> for Moment {
    fn from(line: Line) -> Self {
        Self {
            mark: "done",
            title: line.said,
            who: line.who,
            at: Some(line.at),
            note: None,
            quote: line.quote,
            more: None,
        }
    }
}

/// A file that can be opened from the page.
#[derive(Clone, Debug)]
pub struct AttachmentLink {
    pub href: String,
    pub name: String,
    /// Bytes.
    pub size: i64,
    pub image: bool,
}
