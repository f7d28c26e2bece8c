//! Searching everywhere at once: what every room that has something to find says of it.

use diesel::{
    prelude::*,
    query_builder::QueryFragment,
    sql_types::{Bool, Text as SqlText},
};

use crate::{
    db::sql::{Bindings, Sql, fragment},
    text::Text,
};

/// How many of each kind are shown; one more tells that there are others.
pub const SHOWN: usize = 5;
/// How many of each kind are read.
pub const READ: i64 = SHOWN as i64 + 1;

/// So many of the first rows are looked through before the index of words is asked.
pub const NEAR: i64 = 2_000;

/// SQL of the first `most` rows, `in_order`, that say some words: those of `near`, which are among the [`NEAR`] first of
/// all rows and in order, or of `far`, which are all that say them. Words that many rows say are found by walking, words that
/// few say by their index; the planner can't tell which they are, for it knows nothing of words that it never counted.
#[must_use]
pub fn first_that_say(near: &str, far: &str, in_order: &str, most: i64) -> String {
    format!(
        "WITH near AS MATERIALIZED ({near} LIMIT {most}),
              far AS MATERIALIZED (SELECT * FROM ({far}) AS far WHERE (SELECT count(*) FROM near) < {most})
         SELECT * FROM near WHERE (SELECT count(*) FROM near) = {most}
         UNION ALL (SELECT * FROM far ORDER BY {in_order} LIMIT {most})"
    )
}

/// One kind of thing that somebody may find.
pub struct Source {
    /// What they are called.
    pub label: &'static str,
    /// The list that shows all of them (`q`).
    pub list: &'static str,
    /// Reads [`READ`] rows of six columns, in the order of [`Row`]'s fields.
    rows: Sql<'static>,
    pub hit: fn(Row) -> Hit,
}

/// Something found, as the database has it.
#[derive(Clone, Debug, QueryableByName)]
pub struct Row {
    /// What its address is made of.
    #[diesel(sql_type = SqlText)]
    pub key: String,
    /// Which of its kinds it is; empty where there is one.
    #[diesel(sql_type = SqlText)]
    pub kind: String,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = SqlText)]
    pub about: String,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    #[diesel(sql_type = SqlText)]
    pub state: String,
}

/// Something found, as its reader sees it.
#[derive(Clone, Debug)]
pub struct Hit {
    pub path: String,
    pub name: String,
    pub kind: Option<Text>,
    pub about: String,
    pub department: String,
    pub mark: Option<Mark>,
}

/// The state it is in.
#[derive(Clone, Debug)]
pub struct Mark {
    pub family: &'static str,
    pub code: &'static str,
    pub label: Text,
}

impl Mark {
    pub fn of(family: &'static str, code: &'static str, label: impl Into<Text>) -> Self {
        Self { family, code, label: label.into() }
    }
}

impl Row {
    #[must_use]
    pub fn at(self, path: String, mark: Option<Mark>) -> Hit {
        let Self { name, about, department, .. } = self;
        Hit { path, name, kind: None, about, department, mark }
    }
}

impl Source {
    /// `rows` limits itself, and has the columns of [`Row`].
    pub fn new(
        label: &'static str,
        list: &'static str,
        rows: impl QueryFragment<diesel::pg::Pg> + Send + 'static,
        hit: fn(Row) -> Hit,
    ) -> Self {
        let mut bindings = Bindings::default();
        let rows = bindings.add_part(rows);
        let rows = bindings.into_statement(format!(
            "SELECT key::text, kind::text, name::text, coalesce(about::text, '') AS about, coalesce(department::text, '') AS department, state::text
             FROM ({rows}) AS found (key, kind, name, about, department, state)"
        ));
        Self { label, list, rows, hit }
    }

    #[must_use]
    pub fn into_rows(self) -> Sql<'static> {
        self.rows
    }
}

/// Whether the words kept in `column` are those that are looked for.
#[must_use]
pub fn says(column: &str, words: &str) -> Sql<'static, Bool> {
    fragment(format!("{column} @@ search_query($1)")).bind::<SqlText, _>(words.to_owned())
}

/// Whether the row with that `id` is among the [`READ`] newest that say `words`. `near` reads ids and words of the [`NEAR`]
/// newest, `far` the ids of all that say them; both see what their reader may.
#[must_use]
pub fn is_newest(
    id: &str,
    words: &str,
    near: impl QueryFragment<diesel::pg::Pg> + Send + 'static,
    far: impl QueryFragment<diesel::pg::Pg> + Send + 'static,
) -> Sql<'static, Bool> {
    let mut bindings = Bindings::default();
    let (near, far) = (bindings.add_part(near), bindings.add_part(far));
    let words = bindings.add::<SqlText, _>(words.to_owned());
    let near =
        format!("SELECT id FROM ({near}) AS newest (id, words) WHERE words @@ search_query({words}) ORDER BY id DESC");
    let far = format!("SELECT id FROM ({far}) AS whole (id)");
    let first = first_that_say(&near, &far, "id DESC", READ);
    bindings.into_fragment(format!("{id} = ANY (ARRAY({first}))"))
}

/// The words that a row is found by, for [`is_newest`].
#[must_use]
pub fn words_of(column: &'static str) -> Sql<'static, SqlText> {
    fragment(column)
}

/// A column of [`Row`] that says nothing.
#[must_use]
pub fn nothing() -> Sql<'static, SqlText> {
    fragment("''")
}
