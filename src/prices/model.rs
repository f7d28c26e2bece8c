//! Components with their prices, as they are stored.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Int4, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};

use crate::{
    catalogue::product::Product,
    money::Money,
    outbox::Record,
    web::i18n::{Lang, iso_date},
};

/// The audit log's name for a price.
pub const RESOURCE: &str = "price";

/// What has a price, and is called so.
#[derive(Clone, Debug, QueryableByName)]
pub struct Priced {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub code: String,
    #[diesel(sql_type = SqlText)]
    product: String,
    #[diesel(sql_type = SqlText)]
    unit: String,
    #[diesel(sql_type = SqlText)]
    name: String,
    #[diesel(sql_type = SqlText)]
    name_en: String,
    /// Where it stands among all.
    #[diesel(sql_type = SqlText)]
    pub place: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub retired_at: Option<DateTime<Utc>>,
}

/// What a unit costs a month while it is valid.
#[derive(Clone, Debug, QueryableByName)]
pub struct Price {
    #[diesel(sql_type = Int4)]
    pub id: i32,
    #[diesel(sql_type = SqlText)]
    pub component: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
    /// Its first day.
    #[diesel(sql_type = Date)]
    pub from: NaiveDate,
    /// The first day of the one that follows; none while nothing does.
    #[diesel(sql_type = Nullable<Date>)]
    pub until: Option<NaiveDate>,
    /// None for what came with the product.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub set_by: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub set_at: DateTime<Utc>,
}

/// Whether a price counts on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Scheduled,
    InForce,
    Past,
}

impl Priced {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.code)
    }

    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Chinese => &self.name,
            Lang::English => &self.name_en,
        }
    }

    /// The label of its product.
    #[must_use]
    pub fn product(&self) -> &'static str {
        self.product.parse().map_or("catalogue-product-unknown", Product::label)
    }

    /// The label of what is counted.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match self.unit.as_str() {
            "gib" => "price-unit-gib",
            "mbps" => "price-unit-mbps",
            "node" => "price-unit-node",
            _ => "price-unit-instance",
        }
    }

    /// How the audit log calls it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RESOURCE, id: self.id, number: self.code.clone(), path: self.path() }
    }
}

impl Price {
    #[must_use]
    pub fn amount(&self) -> Money {
        Money(self.amount)
    }

    /// On `day`, of Shanghai.
    #[must_use]
    pub fn standing(&self, day: NaiveDate) -> Standing {
        if self.from > day {
            Standing::Scheduled
        } else if self.until.is_some_and(|until| until <= day) {
            Standing::Past
        } else {
            Standing::InForce
        }
    }

    /// What the audit log keeps of it.
    #[must_use]
    pub fn facts(&self) -> Value {
        facts(self.amount(), self.from)
    }

    /// The last day on which it counts.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.pred_opt())
    }
}

/// As [`Price::facts`], of one that isn't stored yet.
#[must_use]
pub fn facts(amount: Money, from: NaiveDate) -> Value {
    json!({ "amount": amount.plain(), "valid_from": iso_date(from) })
}

impl Standing {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InForce => "in_force",
            Self::Past => "past",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Scheduled => "price-standing-scheduled",
            Self::InForce => "price-standing-in-force",
            Self::Past => "price-standing-past",
        }
    }

    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Scheduled => "run",
            Self::InForce => "ok",
            Self::Past => "mute",
        }
    }
}

#[must_use]
pub fn path_of(code: &str) -> String {
    format!("/bills/prices/{code}")
}
