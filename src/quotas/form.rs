//! Amounts as they are typed: a row for each metric of each region.

use uuid::Uuid;

use super::balance::{Balance, Measure};
use crate::{
    text::Text,
    web::form::{Errors, FieldReader, FromFields, at_most, half_width},
};

/// The field that a file travels under.
pub const ATTACHMENTS: &str = "attachments";
/// Characters of a reason and of an opinion; the tables' checks are the same.
pub const WORDS: usize = 500;
/// Of one metric; the table's check is the same.
const MOST: i64 = 1_000_000_000;

/// The rows, and what is said of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmountsForm {
    pub rows: Vec<AmountRow>,
    pub reason: String,
    /// The file that lies with it.
    pub uploaded: Vec<Uuid>,
    /// Only what it would come to is asked for.
    pub only_counted: bool,
}

/// One of them: ids and codes as the page has them, and what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmountRow {
    pub region: String,
    pub metric: String,
    pub amount: String,
}

/// An amount of one metric, with the row that says it, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub row: usize,
    pub of: Measure,
    pub units: i64,
}

impl FromFields for AmountsForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        let columns = ["region", "metric", "amount"].map(|name| fields.column(name));
        let count = columns.iter().map(Vec::len).max().unwrap_or_default();
        let cell =
            |column: usize, row: usize| columns[column].get(row).map(|it| it.trim().to_owned()).unwrap_or_default();
        Self {
            rows: (0..count)
                .map(|row| AmountRow { region: cell(0, row), metric: cell(1, row), amount: cell(2, row) })
                .collect(),
            reason: fields.text("reason"),
            uploaded: fields.column("uploaded_attachments").iter().filter_map(|id| id.parse().ok()).collect(),
            only_counted: fields.text("action") == "count",
        }
    }
}

impl AmountsForm {
    /// What was typed for that metric.
    #[must_use]
    pub fn typed_for(&self, of: &Measure) -> Option<&str> {
        let (region, metric) = of.key();
        let row = self.rows.iter().find(|row| row.region == region.to_string() && row.metric == metric);
        row.map(|row| row.amount.as_str())
    }

    /// With each total as it is.
    #[must_use]
    pub fn of_totals(balances: &[Balance]) -> Self {
        let row = |balance: &Balance| AmountRow {
            region: balance.of.region_id.to_string(),
            metric: balance.of.metric.clone(),
            amount: balance.total.to_string(),
        };
        Self { rows: balances.iter().map(row).collect(), ..Self::default() }
    }

    /// What is asked for beyond what there is; rows that say nothing are left out.
    ///
    /// # Errors
    /// Every refusal at its field.
    pub fn increases(&self, measures: &[Measure], mut errors: Errors) -> Result<(Vec<Amount>, String), Errors> {
        let filled = self.read(measures, &mut errors, |typed| number(typed, 1));
        if filled.is_empty() && errors.is_empty() {
            errors.add("amount-1", "quota-amount-none");
        }
        let alone = filled.iter().filter(|amount| amount.of.stands_alone());
        let regions: Vec<i64> = filled.iter().map(|amount| amount.of.region_id).collect();
        for amount in alone.filter(|amount| regions.iter().any(|region| *region != amount.of.region_id)) {
            errors.add(
                format!("amount-{}", amount.row),
                Text::new("quota-industry-alone").with("region", amount.of.region.as_str()),
            );
        }
        let reason = errors.take("reason", words(&self.reason, "quota-reason-missing"));
        errors.finish(|| Some((filled, reason?)))
    }

    /// The totals that shall be.
    ///
    /// # Errors
    /// Every refusal at its field.
    pub fn totals(&self, measures: &[Measure], mut errors: Errors) -> Result<(Vec<Amount>, String), Errors> {
        let filled = self.read(measures, &mut errors, |typed| number(typed, 0));
        let reason = errors.take("reason", words(&self.reason, "quota-reason-missing"));
        errors.finish(|| Some((filled, reason?)))
    }

    /// Whatever of it can be read.
    #[must_use]
    pub fn readable(&self, measures: &[Measure]) -> Vec<Amount> {
        self.read(measures, &mut Errors::default(), |typed| number(typed, 0))
    }

    fn read(&self, measures: &[Measure], errors: &mut Errors, number: fn(&str) -> Result<i64, Text>) -> Vec<Amount> {
        let mut amounts = Vec::new();
        for (row, typed) in (1..).zip(&self.rows).filter(|(_, row)| !row.amount.is_empty()) {
            let of = measures.iter().find(|of| typed.region == of.region_id.to_string() && typed.metric == of.metric);
            let Some(of) = of else {
                errors.add(format!("amount-{row}"), "quota-metric-unknown");
                continue;
            };
            if let Some(amount) = errors.take(format!("amount-{row}"), number(&typed.amount)) {
                amounts.push(Amount { row, of: of.clone(), units: amount });
            }
        }
        amounts
    }
}

fn number(typed: &str, least: i64) -> Result<i64, Text> {
    let plain: String = typed.chars().map(half_width).filter(|c| !matches!(c, ',' | ' ' | '+')).collect();
    let number: i64 = plain.parse().map_err(|_| Text::new("quota-amount-unreadable").with("element", typed))?;
    if (least..=MOST).contains(&number) {
        return Ok(number);
    }
    Err(Text::new("quota-amount-range").with("least", least).with("most", MOST))
}

/// What is said of it, in at most [`WORDS`] characters.
///
/// # Errors
/// `missing` where there is nothing, or that it is too long.
pub fn words(typed: &str, missing: &'static str) -> Result<String, Text> {
    let said = typed.trim();
    if said.is_empty() {
        return Err(missing.into());
    }
    at_most(said, WORDS).map(|()| said.to_owned())
}

/// An opinion on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpinionForm {
    pub text: String,
}

impl FromFields for OpinionForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { text: fields.text("text") }
    }
}

impl OpinionForm {
    /// # Errors
    /// That it is missing or too long, at `text`.
    pub fn parse(&self, mut errors: Errors) -> Result<String, Errors> {
        let text = errors.take("text", words(&self.text, "quota-opinion-missing"));
        errors.finish(|| text)
    }
}
