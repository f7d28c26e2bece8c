//! The register of ports, 端口台账 (spec 2, "Ports and policies"): what it can be asked, as its address says it.
//!
//! It lists whatever was opened, from both of the tables that [`Register`](super::opening::Register) tells apart.

use std::net::Ipv4Addr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    address::{IpList, Networks},
    filter::code_of,
    mapping::MappingState,
    opening::OpeningKind,
};
use crate::web::{
    form::Errors,
    list::{self, Cursor, Key, Order},
};

/// The page's address.
pub const PATH: &str = "/network/ports";

/// The address as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    question: String,
    reach: String,
    kind: String,
    state: String,
    department: String,
    application: String,
    from: String,
    to: String,
    cursor: String,
}

/// What people come to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What can reach an address.
    Reach,
    /// What is open to the internet.
    Internet,
    /// What ends this month.
    Ending,
    /// What has no end, and nobody has said for a year that it is needed.
    Unlimited,
}

/// What was understood of the address; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As normalised, where it is addresses.
    pub q: String,
    /// The addresses that `q` is, if it is some.
    pub sought: Option<IpList>,
    pub question: Option<Question>,
    /// As normalised, or as typed where it is refused.
    pub reach: String,
    pub reached: Option<IpList>,
    pub kind: Option<OpeningKind>,
    pub state: Option<MappingState>,
    pub department: Option<i64>,
    pub application: Option<i64>,
    /// Days of opening, Asia/Shanghai, both inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Why `reach` can't be answered.
    pub errors: Errors,
}

impl Question {
    pub const ALL: [Self; 4] = [Self::Reach, Self::Internet, Self::Ending, Self::Unlimited];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Internet => "internet",
            Self::Ending => "ending",
            Self::Unlimited => "unlimited",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reach => "network-question-reach",
            Self::Internet => "network-question-internet",
            Self::Ending => "network-question-ending",
            Self::Unlimited => "network-question-unlimited",
        }
    }

    /// What exactly its answer is.
    #[must_use]
    pub const fn explained(self) -> &'static str {
        match self {
            Self::Reach => "network-question-reach-lead",
            Self::Internet => "network-question-internet-lead",
            Self::Ending => "network-question-ending-lead",
            Self::Unlimited => "network-question-unlimited-lead",
        }
    }
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        let mut errors = Errors::default();
        let reached = errors.take("reach", IpList::parse_optional(&self.reach, Networks::Allowed)).flatten();
        let sought = IpList::parse_optional(&self.q, Networks::Allowed).ok().flatten();
        let asks_what_reaches = !self.reach.trim().is_empty();
        let question = Question::ALL.into_iter().find(|question| question.code() == self.question);
        Filter {
            q: sought.as_ref().map_or_else(|| list::words(&self.q), IpList::to_string),
            sought,
            question: if asks_what_reaches { Some(Question::Reach) } else { question },
            reach: reached.as_ref().map_or_else(|| list::words(&self.reach), IpList::to_string),
            reached,
            kind: self.kind.parse().ok(),
            state: self.state.parse().ok(),
            department: self.department.parse().ok(),
            application: self.application.parse().ok(),
            from: list::day(&self.from),
            to: list::day(&self.to),
            errors,
        }
    }

    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::parse(&self.cursor)
    }
}

impl Filter {
    /// Newest first, except where something else is more urgent: what ends first, and what was confirmed longest ago.
    #[must_use]
    pub const fn order(&self) -> Order {
        match self.question {
            Some(Question::Ending) => {
                Order { id: "openings.id", key: Key::Time("upper(openings.valid)"), descending: false }
            }
            Some(Question::Unlimited) => Order {
                id: "openings.id",
                key: Key::Time("coalesce(openings.recertified_at, openings.opened_at)"),
                descending: false,
            },
            _ => Order { id: "openings.id", key: Key::Id, descending: true },
        }
    }

    /// Whether it asks what reaches an address, and hasn't said which.
    #[must_use]
    pub const fn lacks_an_address(&self) -> bool {
        matches!(self.question, Some(Question::Reach)) && self.reached.is_none()
    }

    /// Whether anything is hidden by more than the question.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.unnarrowed() != *self
    }

    /// The same question about everything.
    #[must_use]
    pub fn unnarrowed(&self) -> Self {
        let Self { question, reach, reached, errors, .. } = self.clone();
        Self { question, reach, reached, errors, ..Self::default() }
    }

    /// The same for another question, or for none. What is asked about one address isn't asked about another.
    #[must_use]
    pub fn asking(&self, question: Option<Question>) -> Self {
        let same = self.question == question;
        Self {
            question,
            reach: if same { self.reach.clone() } else { String::new() },
            reached: if same { self.reached.clone() } else { None },
            errors: Errors::default(),
            ..self.clone()
        }
    }

    /// `path` with this filter; something can always be put after it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        // An address says by itself what is asked about it.
        let question = self.question.filter(|_| self.reach.is_empty());
        let filters = [
            ("q", self.q.as_str()),
            ("question", question.map_or("", Question::code)),
            ("reach", &self.reach),
            ("kind", self.kind.map_or("", OpeningKind::code)),
            ("state", self.state.map_or("", MappingState::code)),
            ("department", &code_of(self.department)),
            ("application", &code_of(self.application)),
            ("from", &day(self.from)),
            ("to", &day(self.to)),
        ];
        list::address(path, &filters)
    }

    /// A link to the list with this filter.
    #[must_use]
    pub fn link(&self) -> String {
        list::link(&self.address(PATH))
    }
}

/// The register's answer to what can reach an address.
#[must_use]
pub fn reach_path(address: Ipv4Addr) -> String {
    format!("{PATH}?reach={address}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(query: &str) -> Filter {
        actix_web::web::Query::<Asked>::from_query(query).unwrap().filter()
    }

    #[test]
    fn a_filter_comes_back_from_its_own_address() {
        let query = "q=%E5%BA%94%E6%80%A5+%26+x&question=internet&kind=internet-mapping&state=active&department=5\
                     &application=3&from=2026-11-01&to=2026-11-22";
        assert_eq!(filter(query).address(PATH), format!("{PATH}?{query}&"));
        assert_eq!(Filter::default().link(), PATH);
    }

    #[test]
    fn addresses_are_understood_in_every_form_and_shown_in_one() {
        for (typed, shown) in [
            ("10.1.2.3", "10.1.2.3"),
            (" １０。１。２。３ ", "10.1.2.3"),
            ("10.1.2.3—9", "10.1.2.3-10.1.2.9"),
            ("10.1.2.0/24；10.1.3.4", "10.1.2.0/24;10.1.3.4"),
        ] {
            let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            assert_eq!(filter(&format!("q={typed}")).q, shown);
            let asked = filter(&format!("reach={typed}"));
            assert_eq!((asked.reach.as_str(), asked.question), (shown, Some(Question::Reach)));
            assert!(asked.reached.is_some() && asked.errors.is_empty());
        }
    }

    #[test]
    fn words_are_no_addresses_and_a_wrong_address_is_not_answered() {
        for typed in ["443", "10.1", "mirrors.demo.example", "203.0.113.18:443", "10.0.0.0/8"] {
            let asked = filter(&format!("q={typed}"));
            assert_eq!((asked.sought, asked.q.as_str()), (None, typed));
            let asked = filter(&format!("reach={typed}"));
            assert!(asked.lacks_an_address() && !asked.errors.is_empty(), "{typed}");
        }
    }

    #[test]
    fn what_no_filter_knows_hides_nothing() {
        let filter = filter("question=why&state=lost&kind=wish&department=x&from=yesterday&to=262142-01-01&q=%00");
        assert_eq!(filter, Filter::default());
        assert!(!filter.narrows());
    }

    #[test]
    fn another_question_forgets_the_address_and_keeps_the_rest() {
        let asked = filter("reach=10.1.2.3&department=5");
        assert_eq!(asked.asking(Some(Question::Internet)).link(), format!("{PATH}?question=internet&department=5"));
        assert_eq!(asked.asking(Some(Question::Reach)), asked);
        assert_eq!(asked.unnarrowed().link(), format!("{PATH}?reach=10.1.2.3"));
    }
}
