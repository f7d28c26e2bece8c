//! Hosts from a spreadsheet (spec 2, "Hosts"): first a report of every row with nothing written, then all or nothing.
//!
//! Words: a *sheet* is what somebody uploaded, a *row* says what one host shall be; the *stock* is all
//! that is registered and concerns them; a *verdict* is what a row would do to it, and the *report* all
//! verdicts with what they were found on.

pub mod column;
pub mod judge;
pub mod report;
pub mod sheet;
pub mod stock;

#[cfg(test)]
mod tests;

use crate::web::import::Limits;

/// Hosts of one sheet.
pub const MOST: usize = 20_000;

/// What is taken in: the hosts below their headings. No host has more than a few hundred bytes of text.
pub const LIMITS: Limits = Limits { lines: MOST + 1, columns: 32, cell: 300, text: 8 * 1024 * 1024 };
