//! What was read so far, within its bounds.

use crate::text::Text;

/// How much is taken in.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Lines with something in them, headings included.
    pub lines: usize,
    pub columns: usize,
    /// Characters of a cell; more are cut, so that what can't be right can still be shown.
    pub cell: usize,
    /// Bytes of all cells together.
    pub text: usize,
}

/// A line with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the spreadsheet counts them, from 1.
    pub number: usize,
    pub cells: Vec<String>,
}

pub(super) struct Lines {
    limits: Limits,
    read: Vec<Line>,
    text_left: usize,
}

impl Lines {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, read: Vec::new(), text_left: limits.text }
    }

    pub(super) fn columns(&self) -> usize {
        self.limits.columns
    }

    /// # Errors
    /// When it would be more than fits.
    pub(super) fn push<'a>(&mut self, number: usize, cells: impl Iterator<Item = &'a str>) -> Result<(), Text> {
        let cells: Vec<String> = cells.take(self.limits.columns).map(|cell| self.tidy(cell)).collect();
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if self.read.len() == self.limits.lines {
            return Err(Text::new("import-too-many-lines").with("most", self.limits.lines));
        }
        let size = cells.iter().map(String::len).sum();
        self.text_left =
            self.text_left.checked_sub(size).ok_or_else(|| Text::new("import-too-much-text").with("line", number))?;
        self.read.push(Line { number, cells });
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.read
    }

    /// One line of text that Postgres can store. Our own exports guard formulas with an apostrophe.
    fn tidy(&self, cell: &str) -> String {
        let cell = cell.trim();
        let bare = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell);
        let plain = bare.chars().filter(|c| *c != '\0').map(|c| if c.is_whitespace() { ' ' } else { c });
        plain.take(self.limits.cell).collect()
    }
}
