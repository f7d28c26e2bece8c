//! What people say of bills, as typed.

use super::month::Month;
use crate::{
    money::Money,
    text::Text,
    web::form::{Errors, FieldReader, FromFields},
};

/// Characters of a rejection's reason.
pub const SHORTEST: usize = 10;
pub const LONGEST: usize = 500;

/// A rejection on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectForm {
    pub reason: String,
    /// Ids of the lines that are wrong; none for the whole bill.
    pub lines: Vec<String>,
    /// Of a roll-up: ids of those whose bills go back.
    pub departments: Vec<String>,
}

/// A rejection that says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    pub reason: String,
    pub lines: Vec<i64>,
    pub departments: Vec<i64>,
}

impl FromFields for RejectForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { reason: fields.text("reason"), lines: fields.column("lines"), departments: fields.column("departments") }
    }
}

impl RejectForm {
    /// # Errors
    /// At `reason`, `lines` and `departments`.
    pub fn parse(&self, mut errors: Errors) -> Result<Objection, Errors> {
        let reason = errors.take("reason", reason(&self.reason));
        let lines = errors.take("lines", ids(&self.lines, "bill-lines-unknown"));
        let departments = errors.take("departments", ids(&self.departments, "bill-departments-unknown"));
        errors.finish(|| Some(Objection { reason: reason?, lines: lines?, departments: departments? }))
    }
}

fn reason(typed: &str) -> Result<String, Text> {
    let said = typed.trim();
    match said.chars().count() {
        0 => Err("bill-reason-missing".into()),
        count @ 1..SHORTEST => Err(Text::new("bill-reason-too-short").with("least", SHORTEST).with("count", count)),
        SHORTEST..=LONGEST => Ok(said.to_owned()),
        count => Err(Text::new("bill-reason-too-long").with("count", count).with("most", LONGEST)),
    }
}

/// Without those that are said twice.
fn ids(typed: &[String], unknown: &'static str) -> Result<Vec<i64>, Text> {
    let ids = typed.iter().filter(|id| !id.is_empty()).map(|id| id.parse());
    let mut ids: Vec<i64> = ids.collect::<Result<_, _>>().map_err(|_| Text::new(unknown))?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// What a line should cost, on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectForm {
    pub amount: String,
    pub reason: String,
}

/// What a line costs, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub amount: Money,
    pub reason: String,
}

impl FromFields for CorrectForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { amount: fields.text("amount"), reason: fields.text("reason") }
    }
}

impl CorrectForm {
    /// # Errors
    /// At `amount` and `reason`.
    pub fn parse(&self, mut errors: Errors) -> Result<Correction, Errors> {
        let amount = errors.take("amount", Money::parse(&self.amount).and_then(bounded));
        let said = self.reason.trim();
        let reason = match said.chars().count() {
            0 => Err(Text::new("bill-correction-reason-missing")),
            1..=LONGEST => Ok(said.to_owned()),
            count => Err(Text::new("bill-reason-too-long").with("count", count).with("most", LONGEST)),
        };
        let reason = errors.take("reason", reason);
        errors.finish(|| Some(Correction { amount: amount?, reason: reason? }))
    }
}

/// What one line may cost at most: a hundred billion yuan are a slip.
const MOST: Money = Money(10_000_000_000_000);

fn bounded(amount: Money) -> Result<Money, Text> {
    if amount <= MOST { Ok(amount) } else { Err("money-too-much".into()) }
}

/// A month, and whose bills are to be made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthForm {
    pub month: String,
    /// None for all.
    pub departments: Vec<String>,
}

impl FromFields for MonthForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { month: fields.text("month"), departments: fields.column("departments") }
    }
}

impl MonthForm {
    /// # Errors
    /// At `month` and `departments`.
    pub fn parse(&self, mut errors: Errors) -> Result<(Month, Vec<i64>), Errors> {
        let month = errors.take("month", self.month.parse());
        let departments = errors.take("departments", ids(&self.departments, "bill-departments-unknown"));
        errors.finish(|| Some((month?, departments?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(reason: &str, lines: &[&str]) -> Result<Objection, Vec<&'static str>> {
        let lines = lines.iter().map(|id| (*id).to_owned()).collect();
        let form = RejectForm { reason: reason.to_owned(), lines, departments: vec!["7".to_owned(), "7".to_owned()] };
        form.parse(Errors::default()).map_err(|errors| {
            ["reason", "lines", "departments"].into_iter().filter(|field| !errors.at(field).is_empty()).collect()
        })
    }

    #[test]
    fn a_rejection_says_why_in_ten_characters_or_more() {
        let long = "字".repeat(LONGEST + 1);
        for (reason, lines, wrong) in [
            ("", &[][..], &["reason"][..]),
            ("九个字不够长不够长", &[], &["reason"]),
            (&long, &["x"], &["reason", "lines"]),
            ("云盘二十日才交付使用", &["1", "x"], &["lines"]),
        ] {
            assert_eq!(rejected(reason, lines), Err(wrong.to_vec()), "{reason}");
        }
        let right =
            Objection { reason: "云盘二十日才交付使用".to_owned(), lines: vec![1, 2], departments: vec![7] };
        assert_eq!(rejected("  云盘二十日才交付使用 ", &["2", "", "1", "2"]), Ok(right));
    }

    #[test]
    fn a_correction_says_how_much_and_why() {
        let parse = |amount: &str, reason: &str| {
            CorrectForm { amount: amount.to_owned(), reason: reason.to_owned() }.parse(Errors::default())
        };
        assert_eq!(parse("1,200.5", "按实际交付日").map(|it| it.amount), Ok(Money(120_050)));
        assert!(parse("", "按实际交付日").is_err());
        assert!(parse("200000000000", "按实际交付日").is_err());
        assert!(parse("1", " ").is_err());
    }
}
