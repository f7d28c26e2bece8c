//! What a list's address says.

use chrono::NaiveDate;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::{
    tickets::{
        around::Label,
        kind::Kind,
        state::{State, Tab},
    },
    web::{
        bulk::PICK_ALL,
        list::{self, Cursor},
    },
};

/// The address as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    kind: String,
    application: String,
    department: String,
    label: String,
    from: String,
    to: String,
    sort: String,
    cursor: String,
    pick: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub shown: Shown,
    pub kind: Option<Kind>,
    pub application: Option<i64>,
    pub department: Option<i64>,
    /// A label of some department.
    pub label: Option<i64>,
    /// Days of creation, Asia/Shanghai, both inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub sort: Sort,
}

/// Which tickets, of those one sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    Tab(Tab),
    State(State),
    /// What this operator has at hand.
    Mine,
    /// Whose target time has run out.
    Overdue,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// What is due first; what has no clock running comes last.
    Due,
    /// What changed last.
    Updated,
}

impl Shown {
    /// As in the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Tab(tab) => tab.code(),
            Self::State(state) => state.code(),
            Self::Mine => "mine",
            Self::Overdue => "overdue",
        }
    }

    /// Tabs of one state bear its code, so tabs are tried first.
    fn parse(code: &str) -> Self {
        match code {
            "mine" => Self::Mine,
            "overdue" => Self::Overdue,
            code => code.parse().map(Self::Tab).or_else(|_| code.parse().map(Self::State)).unwrap_or_default(),
        }
    }

    /// The states it consists of; none for views that ask for something else.
    #[must_use]
    pub fn states(self) -> Option<Vec<State>> {
        match self {
            Self::All => Some(State::ALL.to_vec()),
            Self::Tab(tab) => Some(tab.states().to_vec()),
            Self::State(state) => Some(vec![state]),
            Self::Mine | Self::Overdue => None,
        }
    }

    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "ticket-list-all",
            Self::Mine => "ticket-list-mine",
            Self::Overdue => "ticket-list-overdue",
            Self::Tab(Tab::ToSubmit) => "ticket-tab-to-submit",
            Self::Tab(Tab::InProgress) => "ticket-tab-in-progress",
            Self::Tab(Tab::ToRate) => "ticket-tab-to-rate",
            Self::Tab(Tab::Closed) => "ticket-tab-closed",
            Self::Tab(Tab::Completed) => "ticket-tab-completed",
            Self::State(State::Draft) => "ticket-state-draft",
            Self::State(State::Returned) => "ticket-state-returned",
            Self::State(State::Pending) => "ticket-state-pending",
            Self::State(State::Processing) => "ticket-state-processing",
            Self::State(State::WaitingReply) => "ticket-state-waiting-reply",
            Self::State(State::Resolved) => "ticket-state-resolved",
            Self::State(State::Completed) => "ticket-state-completed",
            Self::State(State::Closed) => "ticket-state-closed",
        }
    }
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Due, Self::Updated];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Newest => "",
            Self::Oldest => "oldest",
            Self::Due => "due",
            Self::Updated => "updated",
        }
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            q: list::words(&self.q),
            shown: Shown::parse(&self.state),
            kind: self.kind.parse().ok(),
            application: self.application.parse().ok(),
            department: self.department.parse().ok(),
            label: self.label.parse().ok(),
            from: list::day(&self.from),
            to: list::day(&self.to),
            sort: Sort::ALL.into_iter().find(|sort| sort.code() == self.sort).unwrap_or_default(),
        }
    }

    /// Every row is picked, for who has no script to do so.
    #[must_use]
    pub fn picks_all(&self) -> bool {
        self.pick == PICK_ALL
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
        self.unnarrowed() != *self
    }

    /// Whether the tallies, which know departments, kinds and states, can tell how many there are.
    #[must_use]
    pub fn is_tallied(&self) -> bool {
        let Self { q, application, label, from, to, .. } = self;
        q.is_empty() && application.is_none() && label.is_none() && from.is_none() && to.is_none()
    }

    /// Whether the best way depends on what is asked for: a word or a label may be on every ticket, or on one.
    #[must_use]
    pub fn is_planned_for_values(&self) -> bool {
        !self.q.is_empty() || self.label.is_some()
    }

    /// The same tab and order, with everything in it.
    #[must_use]
    pub fn unnarrowed(&self) -> Self {
        Self { shown: self.shown, sort: self.sort, ..Self::default() }
    }

    #[must_use]
    pub fn showing(&self, shown: Shown) -> Self {
        Self { shown, ..self.clone() }
    }

    #[must_use]
    pub fn labelled(&self, label: &Label) -> Self {
        Self { label: Some(label.id), ..self.clone() }
    }

    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, ..self.clone() }
    }

    /// `path` with this filter; something can always be put after it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.pairs().into_iter().filter(|(_, value)| !value.is_empty()));
        match query.finish() {
            empty if empty.is_empty() => format!("{path}?"),
            query => format!("{path}?{query}&"),
        }
    }

    /// A link to the list with this filter.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        list::link(&self.address(path))
    }

    fn pairs(&self) -> [(&'static str, String); 9] {
        let text = |value: Option<String>| value.unwrap_or_default();
        [
            ("q", self.q.clone()),
            ("state", self.shown.code().to_owned()),
            ("kind", text(self.kind.map(|kind| kind.to_string()))),
            ("application", text(self.application.map(|id| id.to_string()))),
            ("department", text(self.department.map(|id| id.to_string()))),
            ("label", text(self.label.map(|id| id.to_string()))),
            ("from", text(self.from.map(|day| day.to_string()))),
            ("to", text(self.to.map(|day| day.to_string()))),
            ("sort", self.sort.code().to_owned()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        actix_web::web::Query::<Asked>::from_query(query).unwrap().into_inner()
    }

    #[test]
    fn a_filter_comes_back_from_its_own_address() {
        let query = "q=%E5%BA%94%E6%80%A5+%26+x&state=in_progress&kind=internet-mapping&application=3&department=5\
                     &label=7&from=2026-11-01&to=2026-11-22&sort=due";
        let filter = asked(query).filter();
        assert_eq!(filter.address("/tickets"), format!("/tickets?{query}&"));
        assert_eq!(Filter::default().link("/tickets"), "/tickets");
    }

    #[test]
    fn a_tab_a_state_and_a_view_are_told_apart() {
        assert_eq!(asked("state=in_progress").filter().shown, Shown::Tab(Tab::InProgress));
        assert_eq!(asked("state=resolved").filter().shown, Shown::Tab(Tab::ToRate));
        assert_eq!(asked("state=waiting_reply").filter().shown, Shown::State(State::WaitingReply));
        assert_eq!(asked("state=mine").filter().shown, Shown::Mine);
    }

    #[test]
    fn what_no_filter_knows_hides_nothing() {
        let filter =
            asked("state=lost&kind=wish&application=x&label=x&from=yesterday&to=262142-01-01&sort=up&q=%00").filter();
        assert_eq!(filter, Filter::default());
        assert!(!filter.narrows());
    }
}
