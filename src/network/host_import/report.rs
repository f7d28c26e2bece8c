//! All verdicts, counted, and known by what they were found on.

use sha2::{Digest, Sha256};

use super::{
    judge::{Verdict, judge},
    sheet::Row,
    stock::Stock,
};
use crate::policy::Actor;

/// What rows would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Wrong,
    New,
    Changed,
    Same,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub rows: Vec<(Row, Verdict)>,
}

impl Kind {
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

impl Verdict {
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Wrong(_) => Kind::Wrong,
            Self::New(_) => Kind::New,
            Self::Changed(..) => Kind::Changed,
            Self::Same => Kind::Same,
        }
    }
}

impl Report {
    #[must_use]
    pub fn of(rows: Vec<Row>, stock: &Stock, who: &Actor) -> Self {
        let verdicts = judge(&rows, stock, who);
        Self { rows: rows.into_iter().zip(verdicts).collect() }
    }

    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|(_, verdict)| verdict.kind() == kind).count()
    }

    /// Whether confirming it would do something, and all of it.
    #[must_use]
    pub fn can_be_imported(&self) -> bool {
        self.count(Kind::Wrong) == 0 && self.count(Kind::Same) < self.rows.len()
    }

    /// Tells whether it is still the report that somebody looked at.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        for (row, verdict) in &self.rows {
            let version = if let Verdict::Changed(host, ..) = verdict { host.version } else { 0 };
            hash.update(format!("{} {} {version}\n", row.line, verdict.kind().code()));
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
