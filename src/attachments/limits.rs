//! How many files a form takes, and how big they may be.

use crate::text::Text;

const MIB: usize = 1024 * 1024;

/// What the files of one message or form may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub at_once: usize,
    /// Bytes of one file.
    pub size: usize,
    /// What more files are refused with, when they come and when all are counted.
    too_many: &'static str,
    too_many_in_all: &'static str,
}

impl Limits {
    /// Of a ticket's form, and of a message (spec 2, "Attachments").
    pub const TICKET: Self = Self {
        at_once: 5,
        size: 4 * MIB,
        too_many: "attachment-too-many",
        too_many_in_all: "attachment-too-many-in-all",
    };
    /// Of a sheet that is imported: one file, read at once.
    pub const SHEET: Self = Self { at_once: 1, ..Self::TICKET };
    /// Of a project (spec 3, "Projects").
    pub const PROJECT: Self = Self {
        at_once: 2,
        size: 20 * MIB,
        too_many: "attachment-too-many-zip",
        too_many_in_all: "attachment-too-many-in-all-zip",
    };
    /// Of a resource request (spec 3, "Single request").
    pub const REQUEST: Self = Self::PROJECT;
    /// Of a quota request (spec 4, tab 2).
    pub const QUOTA: Self = Self { at_once: 1, ..Self::PROJECT };
    /// Whatever form a file lies with.
    pub(super) const ANY: Self = Self::PROJECT;

    #[must_use]
    pub(super) fn bytes(&self) -> i64 {
        i64::try_from(self.size).unwrap_or(i64::MAX)
    }

    pub(super) fn too_many(&self) -> Text {
        Text::new(self.too_many).with("most", self.at_once)
    }

    pub(super) fn too_many_in_all(&self, count: i64) -> Text {
        Text::new(self.too_many_in_all).with("count", count).with("most", self.at_once)
    }

    /// The refusal of a file of that name.
    #[must_use]
    pub fn too_big(&self, name: &str) -> Text {
        Text::new("form-file-too-big").with("name", name).with("most", self.size / MIB)
    }
}
