//! The pages of 账单中心.

pub mod act;
pub mod changes;
mod chart;
pub mod correct;
pub mod departments;
pub mod entries;
pub mod generate;
pub mod lines;
pub mod own;
pub mod projects;
pub mod show;
pub mod statistics;

use crate::{
    bills::{line::Share, month::Month},
    money::Money,
    web::{form::Choice, i18n::Lang},
};

/// Some months to choose from, `all` before them where there is such a thing.
fn month_choices(months: &[Month], chosen: &str, all: Option<String>) -> Vec<Choice> {
    let all = all.map(|label| Choice::new("", label, chosen));
    all.into_iter().chain(months.iter().map(|month| Choice::new(month, month.to_string(), chosen))).collect()
}

/// Those of one kind: `region`, `project` or `product`.
fn parted<'a>(shares: &'a [Share], part: &str) -> Vec<&'a Share> {
    shares.iter().filter(|share| share.part == part).collect()
}

fn total(shares: &[&Share]) -> Money {
    shares.iter().map(|share| share.amount()).sum()
}

/// What a share is called.
fn name_of(share: &Share, lang: Lang) -> String {
    share.label().map_or_else(|| share.name.clone(), |label| lang.t(label))
}
