//! When a new price may begin. Prices of a component come in the order of their first days.

use chrono::{Days, NaiveDate};

use super::{
    form::Wanted,
    model::{Price, Standing},
};
use crate::text::Text;

/// Days ahead that a price may be set; what lies beyond is a slip of the finger.
const AHEAD: u64 = 3 * 366;

/// Whether `wanted` may follow `prices`.
///
/// # Errors
/// The field, and what is wrong with it.
pub fn succeed(prices: &[Price], wanted: &Wanted, today: NaiveDate) -> Result<(), (&'static str, Text)> {
    if wanted.from <= today {
        return Err(("from", "price-from-too-early".into()));
    }
    if today.checked_add_days(Days::new(AHEAD)).is_some_and(|latest| wanted.from > latest) {
        return Err(("from", "price-from-too-late".into()));
    }
    let Some(last) = prices.last() else { return Ok(()) };
    if wanted.from <= last.from {
        let says = Text::new("price-from-before-scheduled").with("from", last.from);
        return Err(("from", says.with("amount", last.amount().to_string())));
    }
    if last.amount() == wanted.amount {
        return Err(("amount", Text::new("price-same").with("from", last.from)));
    }
    Ok(())
}

/// The price that may be withdrawn: the last one, while it is scheduled.
///
/// # Errors
/// That nothing is scheduled.
pub fn withdrawable(prices: &[Price], today: NaiveDate) -> Result<&Price, Text> {
    let last = prices.last().filter(|price| price.standing(today) == Standing::Scheduled);
    last.ok_or_else(|| "price-nothing-scheduled".into())
}
