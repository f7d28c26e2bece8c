//! What a department has of one metric in one region.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Text as SqlText},
};
use serde::Deserialize;

use crate::web::i18n::Lang;

/// A metric in a region, in words.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Deserialize)]
pub struct Measure {
    #[diesel(sql_type = BigInt)]
    pub region_id: i64,
    #[diesel(sql_type = SqlText)]
    pub region: String,
    #[diesel(sql_type = SqlText)]
    region_kind: String,
    #[diesel(sql_type = SqlText)]
    pub metric: String,
    #[diesel(sql_type = SqlText)]
    name: String,
    #[diesel(sql_type = SqlText)]
    name_en: String,
    #[diesel(sql_type = SqlText)]
    unit: String,
    #[diesel(sql_type = SqlText)]
    unit_en: String,
}

/// What there is of it: `allocated + used + pending` is never more than `total`, which the database holds.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Deserialize)]
pub struct Balance {
    #[diesel(embed)]
    #[serde(flatten)]
    pub of: Measure,
    #[diesel(sql_type = BigInt)]
    pub total: i64,
    /// To direct children.
    #[diesel(sql_type = BigInt)]
    pub allocated: i64,
    #[diesel(sql_type = BigInt)]
    pub used: i64,
    #[diesel(sql_type = BigInt)]
    pub pending: i64,
}

impl Measure {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.name,
            Lang::English => &self.name_en,
        }
    }

    #[must_use]
    pub fn unit(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.unit,
            Lang::English => &self.unit_en,
        }
    }

    /// Whether it is asked for by itself alone: industry regions have approvers of their own (spec 4).
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        self.region_kind == "industry"
    }

    /// What addresses and forms call it.
    #[must_use]
    pub fn key(&self) -> (i64, &str) {
        (self.region_id, &self.metric)
    }
}

impl Balance {
    /// What can still be used or handed on.
    #[must_use]
    pub fn remaining(&self) -> i64 {
        self.total - self.bound()
    }

    /// What the total can't be lowered below.
    #[must_use]
    pub fn bound(&self) -> i64 {
        self.allocated + self.used + self.pending
    }

    /// Hundredths of the total, for the bar: allocated, used, pending, each with where it begins.
    #[must_use]
    pub fn shares(&self) -> [(&'static str, i64, i64); 3] {
        let share = |amount: i64| if self.total == 0 { 0 } else { amount * 100 / self.total };
        let (allocated, used, pending) = (share(self.allocated), share(self.used), share(self.pending));
        [("allocated", 0, allocated), ("used", allocated, used), ("pending", allocated + used, pending)]
    }
}

/// Balances of one region after another, as they were read in that order.
#[must_use]
pub fn by_region(balances: &[Balance]) -> Vec<(&str, &[Balance])> {
    balances
        .chunk_by(|one, other| one.of.region_id == other.of.region_id)
        .map(|of| (of[0].of.region.as_str(), of))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balance(total: i64, allocated: i64, used: i64, pending: i64) -> Balance {
        let word = String::new;
        let of = Measure {
            region_id: 1,
            region: word(),
            region_kind: "public".to_owned(),
            metric: "vcpu".to_owned(),
            name: word(),
            name_en: word(),
            unit: word(),
            unit_en: word(),
        };
        Balance { of, total, allocated, used, pending }
    }

    #[test]
    fn what_remains_and_what_is_drawn() {
        let half = balance(200, 60, 30, 10);
        assert_eq!((half.remaining(), half.bound()), (100, 100));
        assert_eq!(half.shares(), [("allocated", 0, 30), ("used", 30, 15), ("pending", 45, 5)]);
        assert_eq!(balance(0, 0, 0, 0).shares(), [("allocated", 0, 0), ("used", 0, 0), ("pending", 0, 0)]);
    }
}
