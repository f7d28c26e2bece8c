//! What a sheet would do, row by row.

use sha2::{Digest, Sha256};

use crate::text::Text;

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    New,
    Changed,
    Same,
}

/// What is to say of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    Wrong {
        column: &'static str,
        why: Text,
    },
    Change {
        column: &'static str,
        before: String,
        after: String,
    },
    /// What something new is.
    Word(String),
}

/// A row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub line: usize,
    /// What it is about.
    pub name: String,
    pub code: String,
    pub verdict: Verdict,
    pub notes: Vec<Note>,
    /// The version of the record that it was judged by; 0 for none.
    pub version: i32,
}

#[derive(Clone, Debug, Default)]
pub struct Report(pub Vec<Judged>);

impl Verdict {
    /// What must be mended comes first.
    pub const ALL: [Self; 4] = [Self::Wrong, Self::New, Self::Changed, Self::Same];

    /// As in the report's address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wrong => "network-import-wrong",
            Self::New => "network-import-new",
            Self::Changed => "network-import-changed",
            Self::Same => "network-import-same",
        }
    }

    /// The colour of its mark.
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Wrong => "bad",
            Self::New => "ok",
            Self::Changed => "warn",
            Self::Same => "mute",
        }
    }
}

impl Report {
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.0.iter().filter(|row| row.verdict == verdict).count()
    }

    /// Whether confirming it would do something, and all of it.
    #[must_use]
    pub fn can_be_imported(&self) -> bool {
        self.count(Verdict::Wrong) == 0 && self.count(Verdict::Same) < self.0.len()
    }

    /// Tells whether it is still the report that somebody looked at.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        for row in &self.0 {
            hash.update(format!("{} {} {}\n", row.line, row.verdict.code(), row.version));
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
