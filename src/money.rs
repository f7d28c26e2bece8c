//! Money in whole 分 (spec 0, "Numbers"): shown `¥1,234.56`, typed in many ways, never a fraction.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, Mul},
};

use serde::{Deserialize, Serialize};

use crate::{text::Text, web::form::half_width};

/// An amount in 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money(pub i64);

impl Money {
    /// As somebody types or copies it, in yuan: `1,234.56`, `１２３４．５６`, `￥80`, `80 元`.
    ///
    /// # Errors
    /// What it may not be.
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let plain = plain(typed);
        if plain.is_empty() {
            return Err("money-missing".into());
        }
        if plain.starts_with('-') {
            return Err("money-negative".into());
        }
        let wrong = || Text::new("money-wrong").with("typed", shortened(typed));
        let (yuan, fen) = plain.split_once('.').unwrap_or((&plain, ""));
        if !fen.chars().all(|c| c.is_ascii_digit()) || plain.ends_with('.') {
            return Err(wrong());
        }
        if fen.len() > 2 {
            return Err("money-too-fine".into());
        }
        let yuan = without_commas(yuan).ok_or_else(wrong)?;
        let amount = format!("{yuan}{fen:0<2}").parse().map_err(|_| Text::new("money-too-much"))?;
        Ok(Self(amount))
    }

    /// `1234.56`: for fields and spreadsheets, which would take anything else for words.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// `¥1,234`: for the axes of charts, which are round.
    #[must_use]
    pub fn in_yuan(self) -> String {
        let said = self.to_string();
        said.split_once('.').map_or(said.clone(), |(yuan, _)| yuan.to_owned())
    }
}

/// In half width, without spaces, currency and unit.
fn plain(typed: &str) -> String {
    let half = typed.chars().map(half_width).map(|c| if c == '。' { '.' } else { c });
    let bare: String = half.filter(|c| !c.is_whitespace()).collect();
    bare.trim_start_matches(['¥', '￥']).trim_end_matches('元').to_owned()
}

/// The digits, where commas part thousands and nothing else: `12,50` may be twelve and a half to who types it.
fn without_commas(yuan: &str) -> Option<String> {
    let mut groups = yuan.split(',');
    let first = groups.next()?;
    let is_number = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let is_sound = is_number(first) && groups.clone().all(|group| is_number(group) && group.len() == 3);
    let is_parted_well = !yuan.contains(',') || first.len() <= 3;
    (is_sound && is_parted_well).then(|| yuan.replace(',', ""))
}

fn shortened(typed: &str) -> String {
    typed.trim().chars().take(20).collect()
}

/// `¥1,234.56`
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let yuan = (fen / 100).to_string();
        let mut grouped = String::with_capacity(yuan.len() * 2);
        for (at, digit) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{}¥{grouped}.{:02}", if self.0 < 0 { "-" } else { "" }, fen % 100)
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul<i64> for Money {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_shown_with_thousands_and_both_digits_of_its_fen() {
        for (fen, shown, plain) in [
            (0, "¥0.00", "0.00"),
            (5, "¥0.05", "0.05"),
            (123_456, "¥1,234.56", "1234.56"),
            (100_000_000, "¥1,000,000.00", "1000000.00"),
            (-123_456, "-¥1,234.56", "-1234.56"),
        ] {
            assert_eq!((Money(fen).to_string().as_str(), Money(fen).plain().as_str()), (shown, plain));
        }
    }

    #[test]
    fn money_is_read_however_it_is_written() {
        for typed in
            ["1,234.56", "1234.56", "１２３４．５６", "１，２３４。５６", " ¥ 1,234.56 ", "￥1234.56元", "1 234.56"]
        {
            assert_eq!(Money::parse(typed), Ok(Money(123_456)), "{typed}");
        }
        for (typed, fen) in [("0", 0), ("80", 8_000), ("80.5", 8_050), ("0.05", 5), ("1,000,000", 100_000_000)] {
            assert_eq!(Money::parse(typed), Ok(Money(fen)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_money_is_refused_for_what_is_wrong_with_it() {
        for (typed, key) in [
            ("", "money-missing"),
            ("　", "money-missing"),
            ("-1", "money-negative"),
            ("－1", "money-negative"),
            ("0.005", "money-too-fine"),
            ("12,50", "money-wrong"),
            ("1234,567", "money-wrong"),
            ("1.2.3", "money-wrong"),
            ("1.", "money-wrong"),
            (".5", "money-wrong"),
            ("一百", "money-wrong"),
            ("1e3", "money-wrong"),
            ("99999999999999999999", "money-too-much"),
        ] {
            assert_eq!(Money::parse(typed).unwrap_err().key, key, "{typed}");
        }
    }
}
