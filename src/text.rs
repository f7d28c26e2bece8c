//! Sentences still without a language.
//!
//! Everything a person will read (a refusal, a line of a timeline, a subject of a mail) travels
//! through the code as a [`Text`]: a key of `locales/` and its arguments. It gets its words where
//! the reader is known, and is stored as JSON where the reader comes later.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A key of `locales/` with what its sentence needs to be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Cow<'static, str>, Arg>,
}

/// What fills a gap of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    Word(String),
    Number(i64),
    Text(Text),
    Time(DateTime<Utc>),
    Date(NaiveDate),
}

impl Text {
    pub fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: BTreeMap::new() }
    }

    /// The same sentence with the gap `name` filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.insert(Cow::Borrowed(name), value.into());
        self
    }

    /// Whether `word` is one of those that fill its gaps, lists among them.
    #[must_use]
    pub fn names(&self, word: &str) -> bool {
        self.args.values().any(|arg| match arg {
            Arg::Word(own) => own == word,
            Arg::Text(text) => text.names(word),
            Arg::Number(_) | Arg::Time(_) | Arg::Date(_) => false,
        })
    }
}

/// Several things as one: `4430、4443、8443`, with the reader's own commas. None for nothing.
pub fn listed(things: impl IntoIterator<Item = impl Into<Arg>>) -> Option<Arg> {
    let mut things = things.into_iter().map(Into::into);
    let first = things.next()?;
    Some(things.fold(first, |list, next| Text::new("web-listed").with("list", list).with("next", next).into()))
}

impl From<&'static str> for Text {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

impl From<String> for Arg {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<&str> for Arg {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<DateTime<Utc>> for Arg {
    fn from(time: DateTime<Utc>) -> Self {
        Self::Time(time)
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}
numbers!(i64, i32, u32, u16);

macro_rules! sizes {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg {
            fn from(count: $kind) -> Self {
                Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
            }
        }
    )*};
}
sizes!(usize, u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_names_the_sentence_around_it_names() {
        let ports = listed(["203.0.113.18:443/TCP", "203.0.113.18:8443/TCP"]);
        let said = ports.into_iter().fold(Text::new("network-line-ended"), |text, ports| text.with("ports", ports));
        for port in ["203.0.113.18:443/TCP", "203.0.113.18:8443/TCP"] {
            assert!(said.names(port), "{port}");
        }
        assert!(!said.names("203.0.113.18:44"));
        assert!(!Text::new("network-line-ended").with("count", 443).names("443"));
    }
}
