//! Tables that people bring from a spreadsheet, the way back of [`export`](super::export): an Excel
//! file, a text file with commas, semicolons or tabs, or pasted cells.
//!
//! What comes in is bounded before it is believed: rows, text, and what a packed file unpacks to.
//!
//! A room that takes sheets says so with a [`Desk`]: which columns they have, what rows would do, and how it is done. The
//! pages are [`arriving`] and [`reporting`]; between both a sheet is [`waiting`].

pub mod arriving;
mod desk;
mod encoding;
mod lines;
mod report;
pub mod reporting;
mod routes;
mod separated;
mod sheet;
pub mod waiting;
mod xlsx;

pub use desk::Desk;
pub use lines::{Limits, Line};
pub use report::{Judged, Note, Report, Verdict};
pub use routes::routes;
pub use sheet::{Column, Row, Sheet};
pub use waiting::Waiting;

use lines::Lines;

use crate::text::Text;

/// What an Excel file of today begins with: it is a ZIP archive.
const PACKED: &[u8] = b"PK\x03\x04";
/// An old or an encrypted one.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0";

/// The lines of a file with something in them, whatever its kind.
///
/// # Errors
/// What is the matter with it, and what to do instead.
pub fn file(content: &[u8], limits: Limits) -> Result<Vec<Line>, Text> {
    if content.starts_with(OLD) {
        return Err("import-old-excel".into());
    }
    let mut lines = Lines::new(limits);
    if content.starts_with(PACKED) {
        xlsx::read(content, &mut lines)?;
    } else {
        separated::read(&encoding::decode(content)?, &mut lines)?;
    }
    Ok(lines.finish())
}

/// The lines of pasted cells with something in them.
///
/// # Errors
/// As [`file`].
pub fn pasted(text: &str, limits: Limits) -> Result<Vec<Line>, Text> {
    let mut lines = Lines::new(limits);
    separated::read(text, &mut lines)?;
    Ok(lines.finish())
}
