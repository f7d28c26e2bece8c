//! What somebody uploaded, understood as hosts.

use serde::{Deserialize, Serialize};

use super::column::Column;
use crate::{text::Text, web::import::Line};

/// One host as a line says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// As the spreadsheet counts.
    pub line: usize,
    /// In the order of [`Column::ALL`]; none where the sheet has no such column.
    cells: [Option<String>; Column::ALL.len()],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// Headings of columns that mean nothing here.
    pub ignored: Vec<String>,
}

/// So many known words make a line one of headings.
const HEADINGS: usize = 2;

impl Row {
    #[must_use]
    pub fn get(&self, column: Column) -> Option<&str> {
        self.cells[column as usize].as_deref()
    }
}

impl Sheet {
    /// By the headings of the first line, else in the template's order.
    ///
    /// # Errors
    /// When there is no host in it, or none can be told from another.
    pub fn of(mut lines: Vec<Line>) -> Result<Self, Text> {
        let first = lines.first().ok_or("network-import-empty")?;
        let (columns, ignored) = if is_heading(first) {
            let headings = lines.remove(0).cells;
            let columns: Vec<Option<Column>> = headings.iter().map(|it| Column::headed(it)).collect();
            (columns, headings)
        } else {
            (Column::ALL.map(Some).to_vec(), Vec::new())
        };
        refuse_ambiguous(&columns)?;
        if lines.is_empty() {
            return Err("network-import-empty".into());
        }
        let unknown =
            ignored.into_iter().zip(&columns).filter(|(heading, column)| column.is_none() && !heading.is_empty());
        Ok(Self {
            ignored: unknown.map(|(heading, _)| heading).collect(),
            rows: lines.into_iter().map(|line| row(line, &columns)).collect(),
        })
    }
}

fn is_heading(line: &Line) -> bool {
    line.cells.iter().filter(|cell| Column::headed(cell).is_some()).count() >= HEADINGS
}

fn refuse_ambiguous(columns: &[Option<Column>]) -> Result<(), Text> {
    let count = |wanted: Column| columns.iter().filter(|column| **column == Some(wanted)).count();
    if count(Column::FloatingIp) == 0 {
        return Err("network-import-no-address".into());
    }
    match Column::ALL.into_iter().find(|column| count(*column) > 1) {
        Some(twice) => Err(Text::new("network-import-column-twice").with("column", Text::new(twice.label()))),
        None => Ok(()),
    }
}

fn row(line: Line, columns: &[Option<Column>]) -> Row {
    let mut cells: [Option<String>; Column::ALL.len()] = Default::default();
    // Spreadsheets leave out the empty cells at a line's end.
    for column in columns.iter().flatten() {
        cells[*column as usize] = Some(String::new());
    }
    for (cell, column) in line.cells.into_iter().zip(columns) {
        if let Some(column) = column {
            cells[*column as usize] = Some(cell);
        }
    }
    Row { line: line.number, cells }
}
