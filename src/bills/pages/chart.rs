//! Months as columns, each stacked of the largest shares; drawn on the server, read as a table below.

use crate::{bills::month::Month, bills::queries::Cell, money::Money};

const LEFT: i64 = 64;
const WIDTH: i64 = 896;
const TOP: i64 = 12;
const HEIGHT: i64 = 220;
/// Lines of the grid above the axis.
const STEPS: i64 = 4;
/// Shares that have a colour of their own.
pub const COLOURS: usize = 5;

/// A chart of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    pub ticks: Vec<Tick>,
    pub columns: Vec<Column>,
    /// What each colour stands for, the largest first: the place of its colour, and its id; empty for the rest.
    pub legend: Vec<Key>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    pub y: i64,
    /// In the middle of its text.
    pub text_y: i64,
    pub amount: Money,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub month: Month,
    /// Below the axis: the month, with the year where it begins.
    pub label: String,
    pub total: Money,
    pub middle: i64,
    pub x: i64,
    pub width: i64,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub colour: usize,
    pub y: i64,
    pub height: i64,
}

/// A colour's meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub colour: usize,
    pub id: String,
    pub name: String,
}

impl Chart {
    /// Of these months, those without an amount among them; nothing where there is none at all.
    #[must_use]
    pub fn of(months: &[Month], cells: &[Cell]) -> Option<Self> {
        let legend = legend(cells);
        let total = |month: Month| cells.iter().filter(|cell| cell.month() == month).map(|cell| cell.amount).sum();
        let totals: Vec<i64> = months.iter().map(|month| total(*month)).collect();
        let most = round_up(totals.iter().copied().max().filter(|most| *most > 0)?);
        let slot = WIDTH / i64::try_from(months.len()).ok()?.max(1);
        let columns = (0..).zip(months.iter().zip(totals)).map(|(nth, (month, total))| {
            let (x, width) = (LEFT + nth * slot + slot / 5, slot * 3 / 5);
            let of_month = cells.iter().filter(|cell| cell.month() == *month);
            let parts = stacked(of_month, &legend, most);
            let label = label(*month, nth == 0);
            Column { month: *month, label, total: Money(total), middle: x + width / 2, x, width, parts }
        });
        let columns = columns.collect();
        let ticks = (0..=STEPS).map(|step| {
            let y = TOP + HEIGHT - HEIGHT * step / STEPS;
            Tick { y, text_y: y + 4, amount: Money(most / STEPS * step) }
        });
        Some(Self { ticks: ticks.collect(), columns, legend })
    }
}

/// `2026-01` at the left and in January, `02` beside it.
fn label(month: Month, is_first: bool) -> String {
    let said = month.to_string();
    if is_first || said.ends_with("-01") { said } else { said[5..].to_owned() }
}

/// Each id once, by what it comes to; the rest last.
fn legend(cells: &[Cell]) -> Vec<Key> {
    let mut sums: Vec<(&str, &str, i64)> = Vec::new();
    for cell in cells {
        match sums.iter_mut().find(|(id, _, _)| *id == cell.id) {
            Some((_, _, sum)) => *sum += cell.amount,
            None => sums.push((&cell.id, &cell.name, cell.amount)),
        }
    }
    sums.sort_by_key(|(id, _, sum)| (id.is_empty(), -sum));
    let key = |(colour, (id, name, _)): (usize, (&str, &str, i64))| Key {
        colour: colour.min(COLOURS) + 1,
        id: id.to_owned(),
        name: name.to_owned(),
    };
    sums.into_iter().enumerate().map(key).collect()
}

fn stacked<'a>(cells: impl Iterator<Item = &'a Cell> + Clone, legend: &[Key], most: i64) -> Vec<Part> {
    let (mut below, mut parts) = (0_i64, Vec::new());
    for key in legend {
        let amount: i64 = cells.clone().filter(|cell| cell.id == key.id).map(|cell| cell.amount).sum();
        let (from, to) = (scaled(below, most), scaled(below + amount, most));
        below += amount;
        if to > from {
            parts.push(Part { colour: key.colour, y: TOP + HEIGHT - to, height: to - from });
        }
    }
    parts
}

fn scaled(amount: i64, most: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(HEIGHT) / i128::from(most)).unwrap_or(HEIGHT)
}

/// To a scale whose lines are round numbers of yuan.
fn round_up(most: i64) -> i64 {
    let yuan = most / 100 + 1;
    let power = 10_i64.pow(yuan.ilog10());
    let steps = [1, 2, 4, 8, 10].into_iter().find(|times| times * power >= yuan).unwrap_or(10);
    (steps * power * 100).max(STEPS * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_above_its_largest_amount_at_a_round_number() {
        for (most, end) in
            [(1, 400), (12_345, 20_000), (99_999, 100_000), (4_000_000, 8_000_000), (3_999_999, 4_000_000)]
        {
            assert_eq!(round_up(most), end, "{most}");
        }
    }
}
