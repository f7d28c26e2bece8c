//! A filter as it is kept and compared.

use serde::Deserialize;
use url::form_urlencoded;

use crate::{text::Text, web::nav};

/// Of one list; the table has as many places.
pub const MOST: i64 = 20;
/// Characters of a name.
pub const LONGEST_NAME: usize = 40;
/// Bytes of a query; no list's own filter comes near.
pub const LONGEST_QUERY: usize = 2_000;

/// What of an address is no filter: the page of the list, and what is picked on it.
const OF_THE_VISIT: [&str; 2] = ["cursor", "pick"];

/// A list's query under a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SavedFilter {
    pub id: i64,
    /// The list's address.
    pub list: String,
    pub name: String,
    /// [`normalised`].
    pub query: String,
}

impl SavedFilter {
    /// The list with this filter.
    #[must_use]
    pub fn address(&self) -> String {
        with_query(&self.list, &self.query)
    }

    /// What the list is called; nothing where there is no such list any more.
    #[must_use]
    pub fn list_label(&self) -> Option<&'static str> {
        nav::label(&self.list)
    }

    /// Where it is renamed and deleted.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.id)
    }
}

/// Where the filter of that id is renamed and deleted.
#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/me/filters/{id}")
}

#[must_use]
pub fn with_query(list: &str, query: &str) -> String {
    if query.is_empty() { list.to_owned() } else { format!("{list}?{query}") }
}

/// A query without what is empty or no filter, in the order of its names, so that one filter is always the same.
#[must_use]
pub fn normalised(query: &str) -> String {
    let asks =
        |name: &str, value: &str| !value.trim().is_empty() && !value.contains('\0') && !OF_THE_VISIT.contains(&name);
    let mut pairs: Vec<_> =
        form_urlencoded::parse(query.as_bytes()).filter(|(name, value)| asks(name, value)).collect();
    pairs.sort();
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Several spaces count as one: they look alike, and names must differ visibly.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn name(typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("saved-filter-name-missing".into()),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(Text::new("saved-filter-name-too-long").with("most", LONGEST_NAME)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_the_same_is_the_same() {
        for (typed, kept) in [
            ("", ""),
            ("cursor=n12&pick=all&q=&kind=+", ""),
            ("state=mine&q=%E5%BA%94%E6%80%A5", "q=%E5%BA%94%E6%80%A5&state=mine"),
            ("q=应急&cursor=n7&state=mine&application=", "q=%E5%BA%94%E6%80%A5&state=mine"),
            ("sort=due&q=a+%26+b", "q=a+%26+b&sort=due"),
            ("label=2&label=1", "label=1&label=2"),
            ("q=a%00b&kind=x", "kind=x"),
        ] {
            assert_eq!(normalised(typed), kept, "{typed}");
            assert_eq!(normalised(kept), kept, "{kept} is normalised already");
        }
    }

    #[test]
    fn a_name_has_one_to_forty_characters() {
        for (typed, taken) in [("", false), (" \u{3000} ", false), ("急", true), (&"急".repeat(40), true)] {
            assert_eq!(name(typed).is_ok(), taken, "{typed}");
        }
        assert!(name(&"急".repeat(41)).is_err());
        assert_eq!(name(" 我的 \u{3000} 急件\n"), Ok("我的 急件".to_owned()));
    }
}
