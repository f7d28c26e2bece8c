//! Lines understood as rows with named cells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Line;
use crate::{
    text::Text,
    web::{form::half_width, i18n::Lang},
};

/// What a sheet can say of a row.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Of the form that says the same.
    pub field: &'static str,
    pub label: &'static str,
    /// What may stand in it.
    pub hint: &'static str,
}

/// One line with its cells by the names of their fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// As the spreadsheet counts.
    pub line: usize,
    /// Without those that the sheet doesn't have.
    cells: BTreeMap<String, String>,
}

/// What somebody uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub rows: Vec<Row>,
    /// Headings of columns that mean nothing here.
    pub ignored: Vec<String>,
}

/// So many known words make a line one of headings.
const HEADINGS: usize = 2;

impl Row {
    /// None where the sheet has no such column.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.cells.get(field).map(String::as_str)
    }

    /// Empty where there is nothing.
    #[must_use]
    pub fn said(&self, field: &str) -> &str {
        self.get(field).unwrap_or_default()
    }
}

impl Sheet {
    /// By the headings of the first line, else in the order of `columns`. `key` is the column by which rows are told
    /// from one another.
    ///
    /// # Errors
    /// `empty` when there is nothing in it, and when nothing can be told from another.
    pub fn of(mut lines: Vec<Line>, columns: &[Column], key: &str, empty: &'static str) -> Result<Self, Text> {
        let first = lines.first().ok_or(empty)?;
        let is_heading = first.cells.iter().filter(|cell| headed(columns, cell).is_some()).count() >= HEADINGS;
        let headings = if is_heading { lines.remove(0).cells } else { Vec::new() };
        let order: Vec<Option<&Column>> = if is_heading {
            headings.iter().map(|heading| headed(columns, heading)).collect()
        } else {
            columns.iter().map(Some).collect()
        };
        refuse_ambiguous(&order, columns, key)?;
        if lines.is_empty() {
            return Err(empty.into());
        }
        let unknown = headings.iter().zip(&order).filter(|(heading, column)| column.is_none() && !heading.is_empty());
        Ok(Self {
            ignored: unknown.map(|(heading, _)| heading.clone()).collect(),
            rows: lines.into_iter().map(|line| row(line, &order)).collect(),
        })
    }
}

fn refuse_ambiguous(order: &[Option<&Column>], columns: &[Column], key: &str) -> Result<(), Text> {
    let named = |says: &'static str, column: &Column| Text::new(says).with("column", Text::new(column.label));
    let count = |column: &Column| order.iter().flatten().filter(|it| it.field == column.field).count();
    if let Some(missing) = columns.iter().find(|column| column.field == key && count(column) == 0) {
        return Err(named("import-no-column", missing));
    }
    match columns.iter().find(|column| count(column) > 1) {
        Some(twice) => Err(named("network-import-column-twice", twice)),
        None => Ok(()),
    }
}

fn row(line: Line, order: &[Option<&Column>]) -> Row {
    // Spreadsheets leave out the empty cells at a line's end.
    let mut cells: BTreeMap<String, String> =
        order.iter().flatten().map(|column| (column.field.to_owned(), String::new())).collect();
    for (cell, column) in line.cells.into_iter().zip(order) {
        if let Some(column) = column {
            cells.insert(column.field.to_owned(), cell);
        }
    }
    Row { line: line.number, cells }
}

/// By its label in either language, or its field's name.
fn headed<'a>(columns: &'a [Column], heading: &str) -> Option<&'a Column> {
    let heading = plain(heading);
    let says = |column: &&Column| {
        heading == plain(column.field) || Lang::ALL.iter().any(|lang| plain(&lang.t(column.label)) == heading)
    };
    columns.iter().find(says)
}

/// As headings are compared: without the spaces, marks and capitals that people add.
fn plain(heading: &str) -> String {
    let plain = heading.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':'));
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::import::{Limits, pasted};

    const COLUMNS: [Column; 2] = [
        Column { field: "name", label: "project-name", hint: "" },
        Column { field: "contact", label: "project-contact", hint: "" },
    ];
    const LIMITS: Limits = Limits { lines: 9, columns: 9, cell: 99, text: 999 };

    fn read(text: &str) -> Result<Sheet, Text> {
        Sheet::of(pasted(text, LIMITS)?, &COLUMNS, "name", "import-empty")
    }

    #[test]
    fn cells_are_known_by_their_headings_in_either_language_or_by_their_order() {
        for text in ["项目联系人,项目名称 *\n王,图", "CONTACT,name\n王,图", "图,王"] {
            let sheet = read(text).unwrap();
            assert_eq!((sheet.rows[0].said("name"), sheet.rows[0].get("contact")), ("图", Some("王")), "{text}");
        }
        assert_eq!(read("项目名称,别的,contact\n图,x").unwrap().ignored, ["别的"]);
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        for (text, key) in [
            ("", "import-empty"),
            ("项目名称,项目联系人", "import-empty"),
            ("contact,项目联系人\n王,李", "import-no-column"),
            ("项目名称,name,contact\n图,图,王", "network-import-column-twice"),
        ] {
            assert_eq!(read(text).unwrap_err().key, key, "{text}");
        }
    }
}
