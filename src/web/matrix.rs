//! The published matrix as pages draw it: rows of one's own, or of whom the page is about, are marked.

use crate::{
    policy::{self, Column, Grant, Role, Scope},
    text::Text,
};

/// A table of the matrix.
#[derive(Clone, Debug)]
pub struct Table {
    pub title: Text,
    pub of: Text,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub label: Text,
    pub marked: bool,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    pub column: Text,
    pub phrases: Vec<Text>,
    /// Says no: left out on phones, where every cell takes a line.
    pub empty: bool,
}

/// All tables, with the rows marked of these roles and grants.
#[must_use]
pub fn tables(roles: &[Role], grants: &[Grant]) -> Vec<Table> {
    let is_marked = |code: &str| {
        roles.iter().any(|role| role.code() == code)
            || grants.iter().any(|grant| grant.fits(roles) && grant.code() == code)
    };
    policy::published().tables.into_iter().map(|table| drawn(table, &is_marked)).collect()
}

fn drawn(table: policy::Table, is_marked: &dyn Fn(&str) -> bool) -> Table {
    let labels: Vec<Text> = table.columns.iter().map(|column| column.label.clone()).collect();
    let cell = |(column, phrases): (&Text, Vec<Text>)| Cell {
        column: column.clone(),
        empty: phrases == [Scope::No.label()],
        phrases,
    };
    let row = |row: policy::Row| Row {
        label: row.label,
        marked: is_marked(row.code),
        cells: labels.iter().zip(row.cells).map(cell).collect(),
    };
    Table { title: table.title, of: table.of, rows: table.rows.into_iter().map(row).collect(), columns: table.columns }
}
