//! Bills as they are stored, with the names in them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

pub use super::month::Month;
use super::state::State;
use crate::{
    money::Money,
    outbox::Record,
    policy::{Action, Actor, Scope, Sector},
    text::Text,
};

/// What messages, the audit log and the timeline call it.
pub const RECORD_KIND: &str = "bill";

/// Whose month it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Department,
    /// 政法总体账单
    PoliticalLegal,
    /// 一朵云总体账单
    Cloud,
}

impl Kind {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::PoliticalLegal => "political_legal",
            Self::Cloud => "cloud",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Department => "bill-kind-department",
            Self::PoliticalLegal => "bill-kind-political-legal",
            Self::Cloud => "bill-kind-cloud",
        }
    }
}

#[derive(Clone, Debug, QueryableByName)]
pub struct Bill {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub number: String,
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = SqlText)]
    kind: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub department_id: Option<i64>,
    /// Empty of a roll-up.
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    sector: Option<String>,
    #[diesel(sql_type = SqlText)]
    state: String,
    /// How often it was sent.
    #[diesel(sql_type = Integer)]
    pub round: i32,
    #[diesel(sql_type = BigInt)]
    amount: i64,
    #[diesel(sql_type = BigInt)]
    pub lines: i64,
    /// Of the edition that is being made after one that was sent.
    #[diesel(sql_type = Nullable<BigInt>)]
    next_amount: Option<i64>,
    /// Of the month before; none without a bill.
    #[diesel(sql_type = Nullable<BigInt>)]
    before: Option<i64>,
    /// Why it was rejected; empty otherwise.
    #[diesel(sql_type = SqlText)]
    pub reason: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub sent_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub answered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub answered_by: Option<String>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/bills/{id}")
}

impl Bill {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.month)
    }

    /// What the table's check allows is what a kind understands.
    #[must_use]
    pub fn kind(&self) -> Kind {
        [Kind::PoliticalLegal, Kind::Cloud]
            .into_iter()
            .find(|kind| kind.code() == self.kind)
            .unwrap_or(Kind::Department)
    }

    #[must_use]
    pub fn is_roll_up(&self) -> bool {
        self.kind() != Kind::Department
    }

    /// Whose it is: a department, or what a roll-up is called.
    #[must_use]
    pub fn whose(&self) -> Text {
        if self.is_roll_up() {
            Text::new(self.kind().label())
        } else {
            Text::new("bill-of-department").with("department", self.department.as_str())
        }
    }

    /// What the table's check allows is what a state understands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Draft)
    }

    #[must_use]
    pub fn sector(&self) -> Option<Sector> {
        self.sector.as_deref().and_then(|code| code.parse().ok())
    }

    #[must_use]
    pub fn amount(&self) -> Money {
        Money(self.amount)
    }

    #[must_use]
    pub fn next_amount(&self) -> Option<Money> {
        self.next_amount.map(Money)
    }

    /// How much more than in the month before.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        self.before.map(|before| Change { from: Money(before), to: self.amount() })
    }

    /// The edition whose lines its reader sees: who makes them sees the one that is being made.
    #[must_use]
    pub fn edition_for(&self, who: &Actor) -> i32 {
        let is_made = self.state() == State::Draft || self.next_amount.is_some() && who.may(Action::RunBilling);
        if is_made { self.round + 1 } else { self.round }
    }

    /// Whether it is in this person's sight: a draft in the operators' alone, a roll-up in that of who sees all it adds up.
    #[must_use]
    pub fn is_seen_by(&self, who: &Actor) -> bool {
        let in_scope = match (self.kind(), self.department_id) {
            (Kind::PoliticalLegal, _) => who.scope(Action::ViewBills).reaches(Sector::PoliticalLegal),
            (Kind::Cloud, _) => who.scope(Action::ViewBills) == Scope::All,
            (_, Some(department)) => who.sight(Action::ViewBills).shows(department, self.sector()),
            (_, None) => false,
        };
        in_scope && (self.state() != State::Draft || who.may(Action::RunBilling))
    }

    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.number.clone(), path: self.path() }
    }

    /// For the audit log.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({ "month": self.month().to_string(), "state": self.state, "round": self.round, "amount": self.amount })
    }
}

/// From one month's amount to the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub from: Money,
    pub to: Money,
}

impl Change {
    /// `+¥12.00`
    #[must_use]
    pub fn difference(self) -> String {
        let more = Money(self.to.0 - self.from.0);
        if more.0 > 0 { format!("+{more}") } else { more.to_string() }
    }

    /// `+6.4%`, in tenths rounded half away from zero; nothing where there was nothing.
    #[must_use]
    pub fn percentage(self) -> Option<String> {
        let (from, more) = (i128::from(self.from.0), i128::from(self.to.0) - i128::from(self.from.0));
        let per_mille = (from > 0).then(|| (more.abs() * 2_000 + from) / (2 * from))?;
        let sign = if more < 0 { "-" } else { "+" };
        Some(format!("{sign}{}.{}%", per_mille / 10, per_mille % 10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_in_money_and_in_per_cent() {
        for (from, to, difference, percentage) in [
            (10_000, 10_640, "+¥6.40", Some("+6.4%")),
            (10_000, 9_360, "-¥6.40", Some("-6.4%")),
            (10_000, 10_000, "¥0.00", Some("+0.0%")),
            (2_000, 2_001, "+¥0.01", Some("+0.1%")),
            (0, 500, "+¥5.00", None),
        ] {
            let change = Change { from: Money(from), to: Money(to) };
            assert_eq!((change.difference().as_str(), change.percentage().as_deref()), (difference, percentage));
        }
    }
}
