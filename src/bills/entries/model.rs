use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Nullable, Text as SqlText},
};
use serde_json::{Value, json};

use super::RECORD_KIND;
use crate::{bills::month::Month, money::Money, outbox::Record};

/// One of them, with the names in it.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Entry {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = SqlText)]
    pub project: String,
    #[diesel(sql_type = SqlText)]
    pub region: String,
    #[diesel(sql_type = SqlText)]
    pub product: String,
    #[diesel(sql_type = SqlText)]
    pub description: String,
    #[diesel(sql_type = BigInt)]
    pub units: i64,
    #[diesel(sql_type = BigInt)]
    price: i64,
    #[diesel(sql_type = Date)]
    pub first_day: NaiveDate,
    #[diesel(sql_type = Date)]
    pub last_day: NaiveDate,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub request: Option<String>,
    /// The bill of its month went out with it.
    #[diesel(sql_type = Bool)]
    pub is_sent: bool,
}

impl Entry {
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.month)
    }

    #[must_use]
    pub fn price(&self) -> Money {
        Money(self.price)
    }

    #[must_use]
    pub fn product_label(&self) -> &'static str {
        crate::bills::line::product_label(&self.product)
    }

    #[must_use]
    pub fn record(&self) -> Record {
        let path = format!("/bills/entries?month={}", self.month());
        Record { kind: RECORD_KIND, id: self.id, number: self.description.clone(), path }
    }

    /// For the audit log.
    #[must_use]
    pub fn facts(&self) -> Value {
        json!({
            "month": self.month().to_string(), "department": self.department, "project": self.project, "region": self.region,
            "product": self.product, "description": self.description, "units": self.units, "price": self.price,
            "from": self.first_day, "to": self.last_day, "request": self.request,
        })
    }
}
