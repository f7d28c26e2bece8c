//! Which mails a list shows, as its address says it.

use serde::Deserialize;

use crate::{
    outbox::{MailKind, MailState},
    web::list::{self, Cursor},
};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    kind: String,
    cursor: String,
    /// Whether every row comes ticked.
    pub pick: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub tab: Option<Tab>,
    pub kind: Option<MailKind>,
}

/// The tabs of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Waiting,
    Parked,
    Sent,
    Read,
    Dropped,
}

impl Tab {
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Parked, Self::Sent, Self::Read, Self::Dropped];

    #[must_use]
    pub const fn states(self) -> &'static [MailState] {
        match self {
            Self::Waiting => &[MailState::Waiting],
            Self::Parked => &[MailState::Parked],
            Self::Sent => &[MailState::Sent, MailState::Joined],
            Self::Read => &[MailState::Read],
            Self::Dropped => &[MailState::Dropped],
        }
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        self.states()[0].code()
    }

    #[must_use]
    pub fn label(self) -> &'static str {
        self.states()[0].label()
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            tab: Tab::ALL.into_iter().find(|tab| tab.code() == self.state),
            kind: MailKind::from_code(&self.kind),
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    /// Whether anything is hidden by more than the tab.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.q.is_empty() || self.kind.is_some()
    }

    #[must_use]
    pub fn on_tab(&self, tab: Option<Tab>) -> Self {
        Self { tab, ..self.clone() }
    }

    #[must_use]
    pub fn tab_code(&self) -> &'static str {
        self.tab.map_or("", Tab::code)
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let kind = self.kind.map_or("", |kind| kind.code);
        list::address(path, &[("q", &self.q), ("state", self.tab_code()), ("kind", kind)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_filter_knows_hides_nothing() {
        let asked = Asked { state: "lost".to_owned(), kind: "bill".to_owned(), ..Asked::default() };
        assert_eq!(asked.filter(), Filter::default());
        let asked = Asked { state: "sent".to_owned(), kind: "ticket-told-asked".to_owned(), ..Asked::default() };
        assert_eq!(asked.filter().address("/admin/outbox"), "/admin/outbox?state=sent&kind=ticket-told-asked&");
    }
}
