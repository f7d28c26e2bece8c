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
    /// The name of whom they stood in for, empty where they acted for themselves.
    pub in_place_of: String,
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
            in_place_of: line.in_place_of,
            at: Some(line.at),
            note: None,
            quote: line.quote,
            more: None,
        }
    }
}

impl Moment {
    /// Who it was where they stood in for somebody.
    #[must_use]
    pub fn by(&self) -> Text {
        Text::new("record-in-place-of").with("who", self.who.as_str()).with("name", self.in_place_of.as_str())
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
