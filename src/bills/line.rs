//! What a bill is made of: its lines, and what they add up to.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Integer, Nullable, Text as SqlText},
};

use crate::{catalogue::product::Product, money::Money, requests::model::path_of as request_path, web::i18n::Lang};

/// What is billed beside the products.
pub const OTHER: &str = "other";

/// The key of a product's name, or of what is none.
#[must_use]
pub fn product_label(code: &str) -> &'static str {
    code.parse::<Product>().map_or("bill-product-other", Product::label)
}

/// A line with the names of what it is about.
#[derive(Clone, Debug, QueryableByName)]
pub struct Line {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// The same in every edition.
    #[diesel(sql_type = SqlText)]
    pub key: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    resource_id: Option<i64>,
    /// Empty of what was entered.
    #[diesel(sql_type = SqlText)]
    pub resource: String,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub request: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub project: String,
    #[diesel(sql_type = SqlText)]
    pub region: String,
    #[diesel(sql_type = SqlText)]
    pub product: String,
    #[diesel(sql_type = SqlText)]
    component: String,
    #[diesel(sql_type = SqlText)]
    component_en: String,
    /// `gib`, `mbps`, …; empty of what was entered.
    #[diesel(sql_type = SqlText)]
    unit: String,
    #[diesel(sql_type = BigInt)]
    pub units: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    price: Option<i64>,
    #[diesel(sql_type = Date)]
    pub first_day: NaiveDate,
    #[diesel(sql_type = Date)]
    pub last_day: NaiveDate,
    #[diesel(sql_type = Integer)]
    pub days: i32,
    #[diesel(sql_type = Integer)]
    pub days_in_month: i32,
    /// Why operators corrected it; empty where they didn't.
    #[diesel(sql_type = SqlText)]
    pub corrected_for: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
    #[diesel(sql_type = Bool)]
    pub is_new: bool,
    #[diesel(sql_type = Bool)]
    pub has_ended: bool,
    #[diesel(sql_type = Bool)]
    pub is_settled: bool,
    /// Why its department rejected it: this edition's line, or of the one that is being made the line before.
    #[diesel(sql_type = Nullable<SqlText>)]
    pub rejected: Option<String>,
}

impl Line {
    #[must_use]
    pub fn resource_path(&self) -> Option<String> {
        self.resource_id.map(|id| format!("/resources/{id}"))
    }

    #[must_use]
    pub fn request_path(&self) -> Option<String> {
        self.request.as_deref().map(request_path)
    }

    /// What is billed, in words.
    #[must_use]
    pub fn component(&self, lang: Lang) -> &str {
        if lang == Lang::default() { &self.component } else { &self.component_en }
    }

    #[must_use]
    pub fn unit_label(&self) -> Option<&'static str> {
        match self.unit.as_str() {
            "gib" => Some("price-unit-gib"),
            "mbps" => Some("price-unit-mbps"),
            "node" => Some("price-unit-node"),
            "instance" => Some("price-unit-instance"),
            _ => None,
        }
    }

    /// What to look at: keys of words, and whether somebody must do something about it.
    #[must_use]
    pub fn flags(&self) -> Vec<(&'static str, bool)> {
        let all = [
            (self.request.is_none(), "bill-line-unapproved", true),
            (self.price.is_none(), "bill-line-unpriced", true),
            (self.is_new, "bill-line-new", false),
            (self.has_ended, "bill-line-ended", false),
            (self.is_corrected(), "bill-line-is-corrected", false),
            (self.is_settled, "bill-line-settled", false),
        ];
        all.into_iter().filter(|(is_so, ..)| *is_so).map(|(_, flag, warns)| (flag, warns)).collect()
    }

    #[must_use]
    pub fn product_label(&self) -> &'static str {
        product_label(&self.product)
    }

    /// None where the list has none for these days.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.price.map(Money)
    }

    #[must_use]
    pub fn amount(&self) -> Money {
        Money(self.amount)
    }

    #[must_use]
    pub fn is_corrected(&self) -> bool {
        !self.corrected_for.is_empty()
    }
}

/// A line of two editions, where they differ.
#[derive(Clone, Debug, QueryableByName)]
pub struct Difference {
    #[diesel(sql_type = SqlText)]
    pub resource: String,
    #[diesel(sql_type = SqlText)]
    pub component: String,
    #[diesel(sql_type = SqlText)]
    pub project: String,
    /// None of a line that is new.
    #[diesel(sql_type = Nullable<BigInt>)]
    before: Option<i64>,
    /// None of one that went away.
    #[diesel(sql_type = Nullable<BigInt>)]
    after: Option<i64>,
    #[diesel(sql_type = Nullable<SqlText>)]
    pub rejected: Option<String>,
    #[diesel(sql_type = SqlText)]
    pub corrected_for: String,
}

impl Difference {
    #[must_use]
    pub fn before(&self) -> Option<Money> {
        self.before.map(Money)
    }

    #[must_use]
    pub fn after(&self) -> Option<Money> {
        self.after.map(Money)
    }
}

/// What a bill, or many, adds up to in one region, project, product, department or month.
#[derive(Clone, Debug, QueryableByName)]
pub struct Share {
    /// `region`, `project`, `product`, `department`, `month`.
    #[diesel(sql_type = SqlText)]
    pub part: String,
    /// Its id, a product's code, or a month.
    #[diesel(sql_type = SqlText)]
    pub id: String,
    /// Empty of a product.
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
    #[diesel(sql_type = BigInt)]
    pub lines: i64,
    #[diesel(sql_type = BigInt)]
    pub flagged: i64,
}

impl Share {
    #[must_use]
    pub fn amount(&self) -> Money {
        Money(self.amount)
    }

    /// The key of a product's name; other names are said as they are.
    #[must_use]
    pub fn label(&self) -> Option<&'static str> {
        (self.part == "product").then(|| product_label(&self.id))
    }

    /// Of `whole`, in per mille for a bar.
    #[must_use]
    pub fn per_mille(&self, whole: Money) -> i64 {
        self.amount.max(0).saturating_mul(1_000).checked_div(whole.0.max(1)).unwrap_or_default()
    }
}
