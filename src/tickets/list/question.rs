//! One statement that asks for all that stands around the lines of a list.

use std::collections::HashMap;

use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Text as SqlText},
};

use crate::{
    db::sql::{Bindings, Sql, planned_for_values},
    error::AppResult,
};

/// Put together part by part. Each answers with rows of its name, a number and a word.
#[derive(Default)]
pub struct Question {
    pub bindings: Bindings<'static>,
    parts: Vec<String>,
}

/// The rows of each part.
#[derive(Debug, Default)]
pub struct Answers(HashMap<String, Vec<(i64, String)>>);

impl Question {
    /// A query of three columns: `'name'`, a `bigint` and a `text`.
    pub fn part(&mut self, query: String) {
        self.parts.push(query);
    }

    /// Planned for the words it looks for, if it looks for any.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn ask(self, c: &mut PgConnection, looks_for_words: bool) -> AppResult<Answers> {
        let question: Sql<'_, (SqlText, BigInt, SqlText)> = self.bindings.into_fragment(self.parts.join(" UNION ALL "));
        let rows: Vec<(String, i64, String)> =
            if looks_for_words { planned_for_values(c, |c| Ok(question.load(c)?))? } else { question.load(c)? };
        let mut answers = Answers::default();
        for (part, number, word) in rows {
            answers.0.entry(part).or_default().push((number, word));
        }
        Ok(answers)
    }
}

impl Answers {
    /// What the part of that name found.
    pub fn take(&mut self, part: &str) -> Vec<(i64, String)> {
        self.0.remove(part).unwrap_or_default()
    }
}
