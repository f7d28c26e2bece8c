//! The rows of a form of amounts: a field for each metric of each region.

use crate::{
    quotas::{
        balance::Balance,
        form::{Amount, AmountsForm},
    },
    web::form::{Errors, Field},
};

/// One metric of a region with the field that is typed into.
pub struct AmountLine {
    pub balance: Balance,
    pub amount: Field,
    /// What the parent can hand on, where that is shown.
    pub above: Option<i64>,
    /// What it would come to, once it was asked for.
    pub comes_to: Option<i64>,
}

impl AmountLine {
    /// A line for each of `balances`, filled as typed.
    #[must_use]
    pub fn all(balances: Vec<Balance>, typed: &AmountsForm, label: &'static str, errors: &Errors) -> Vec<Self> {
        let line = |(row, balance): (usize, Balance)| {
            let value = typed.typed_for(&balance.of).unwrap_or_default();
            Self {
                amount: Field::new("amount", label, value).in_row(row).checked(errors),
                balance,
                above: None,
                comes_to: None,
            }
        };
        (1..).zip(balances).map(line).collect()
    }

    /// The same beside what the parent has left, now and once these totals hold.
    #[must_use]
    pub fn beside(lines: Vec<Self>, above: &[Balance], wanted: &[Amount]) -> Vec<Self> {
        let beside = |line: Self| {
            let key = line.balance.of.key();
            let remaining = above.iter().find(|it| it.of.key() == key).map_or(0, Balance::remaining);
            let wanted = wanted.iter().find(|it| it.of.key() == key);
            let comes_to = wanted.map(|it| remaining - (it.units - line.balance.total));
            Self { above: Some(remaining), comes_to, ..line }
        };
        lines.into_iter().map(beside).collect()
    }
}

/// Lines of one region after another.
#[must_use]
pub fn by_region(lines: &[AmountLine]) -> Vec<(&str, &[AmountLine])> {
    let same = |one: &AmountLine, other: &AmountLine| one.balance.of.region_id == other.balance.of.region_id;
    lines.chunk_by(same).map(|of| (of[0].balance.of.region.as_str(), of)).collect()
}
