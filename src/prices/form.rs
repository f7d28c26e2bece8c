//! The form of a new price.

use chrono::NaiveDate;

use crate::{
    money::Money,
    text::Text,
    web::{
        form::{Errors, FieldReader, FromFields, half_width},
        list,
    },
};

/// The most that a unit may cost a month; the table's check is the same.
pub const MOST: Money = Money(1_000_000_000);

/// As typed.
#[derive(Clone, Debug, Default)]
pub struct PriceForm {
    pub amount: String,
    pub from: String,
}

/// As it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub amount: Money,
    pub from: NaiveDate,
}

impl FromFields for PriceForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { amount: fields.text("amount"), from: fields.text("from") }
    }
}

impl PriceForm {
    /// # Errors
    /// Every refusal, at its field.
    pub fn parse(&self, mut errors: Errors) -> Result<Wanted, Errors> {
        let amount = errors.take("amount", amount(&self.amount));
        let from = errors.take("from", day(&self.from));
        errors.finish(|| Some(Wanted { amount: amount?, from: from? }))
    }
}

fn amount(typed: &str) -> Result<Money, Text> {
    let amount = Money::parse(typed)?;
    if amount > MOST { Err(Text::new("price-too-much").with("most", MOST.to_string())) } else { Ok(amount) }
}

/// `2027-01-01`, and as people and spreadsheets write it: `2027/1/1`, `２０２７年１月１日`, a spreadsheet's number of a day.
fn day(typed: &str) -> Result<NaiveDate, Text> {
    let half: String = typed.trim().chars().map(half_width).collect();
    let wrong = || Text::new("price-from-wrong");
    if half.is_empty() {
        return Err("price-from-missing".into());
    }
    if half.len() == 5 && half.chars().all(|c| c.is_ascii_digit()) {
        return half.parse().ok().and_then(of_spreadsheet).ok_or_else(wrong);
    }
    let parts: Vec<&str> =
        half.split(['-', '/', '.', '年', '月', '日']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
    list::day(&format!("{year}-{month:0>2}-{day:0>2}")).ok_or_else(wrong)
}

/// Days are counted from the end of 1899.
fn of_spreadsheet(number: u64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(amount: &str, from: &str) -> Result<Wanted, Errors> {
        PriceForm { amount: amount.to_owned(), from: from.to_owned() }.parse(Errors::default())
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 2);
        for typed in ["2027-01-02", "2027/1/2", "2027.1.2", "２０２７年１月２日", " 2027-1-2 ", "46389"] {
            assert_eq!(read("1", typed).ok().map(|wanted| wanted.from), day, "{typed}");
        }
        for (typed, key) in [
            ("", "price-from-missing"),
            ("2027-02-30", "price-from-wrong"),
            ("明天", "price-from-wrong"),
            ("27-1-2", "price-from-wrong"),
        ] {
            assert_eq!(read("1", typed).unwrap_err().at("from")[0].key, key, "{typed}");
        }
    }

    #[test]
    fn ten_million_yuan_is_the_most_and_every_refusal_is_told_at_once() {
        assert_eq!(read("10,000,000", "2027-01-01").map(|wanted| wanted.amount), Ok(MOST));
        assert_eq!(read("10,000,000.01", "2027-01-01").unwrap_err().at("amount")[0].key, "price-too-much");
        let errors = read("", "").unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["amount", "from"]);
    }
}
