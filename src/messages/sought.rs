//! What is looked for in messages: words as their reader sees them. A message is stored as a key and what fills its
//! gaps; the words of its sentence are those of the reader's language.

use std::collections::HashMap;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Jsonb},
};
use serde_json::Value;

use crate::{
    db::sql::statement,
    error::AppResult,
    policy::Actor,
    text::{Arg, Text},
    web::i18n::Lang,
};

/// Words of which each must be there.
#[derive(Clone, Debug, Default)]
pub struct Sought(pub(super) Vec<Word>);

#[derive(Clone, Debug)]
pub(super) struct Word {
    /// For `ILIKE`: in the number, the quoted words, or the names that fill a sentence.
    pub pattern: String,
    /// The sentences that say it themselves.
    pub keys: Vec<String>,
}

#[derive(QueryableByName)]
struct Sentence {
    #[diesel(sql_type = Jsonb)]
    sentence: Value,
}

impl Sought {
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection, who: &Actor, typed: &str, lang: Lang) -> AppResult<Self> {
        if typed.is_empty() {
            return Ok(Self::default());
        }
        let said = sentences_to(c, who, lang)?;
        let word = |word: &str| {
            let lower = word.to_lowercase();
            let saying = said.iter().filter(|(_, words)| words.contains(&lower)).map(|(key, _)| key.clone());
            Word { pattern: format!("%{}%", escaped(word)), keys: saying.collect() }
        };
        Ok(Self(typed.split_whitespace().map(word).collect()))
    }
}

/// What the sentences of the reader's messages say in their language, without what fills their gaps.
fn sentences_to(c: &mut PgConnection, who: &Actor, lang: Lang) -> AppResult<HashMap<String, String>> {
    let one_of_each: Vec<Sentence> = statement(
        "SELECT DISTINCT ON (node ->> 'key') node AS sentence
         FROM messages, jsonb_path_query(jsonb_build_array(title, body), 'strict $.** ? (@.key.type() == \"string\")') AS node
         WHERE recipient_id = $1
         ORDER BY node ->> 'key'",
    )
    .bind::<BigInt, _>(who.id)
    .load(c)?;
    let said = |row: Sentence| {
        let text: Text = serde_json::from_value(row.sentence)?;
        let args = text.args.into_keys().map(|gap| (gap, Arg::Word(String::new()))).collect();
        let key = text.key.clone().into_owned();
        Ok((key, lang.say(&Text { key: text.key, args }).to_lowercase()))
    };
    one_of_each.into_iter().map(said).collect()
}

fn escaped(word: &str) -> String {
    word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
