//! What a change changed, side by side and in words.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::Value;

use super::words;
use crate::{
    text::Text,
    ticket_state::State,
    web::i18n::{Lang, second_in_shanghai},
};

/// One field before and after; empty where it was nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The path to it: `details`, `rows`, `2`, `public_port`.
    path: Vec<String>,
    before: Shown,
    after: Shown,
}

/// A value for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Nothing,
    Words(String),
    Said(Text),
}

/// What a ticket's form asks for lies below it: that goes without saying.
const FORM: &str = "details";

/// More of one value is in the exports.
const LONGEST: usize = 2_000;

/// The fields in which the two differ.
pub fn between(resource: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<Difference> {
    let (was, is) = (leaves(before), leaves(after));
    let mut paths: Vec<_> = was.keys().chain(is.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| was.get(*path) != is.get(*path))
        .map(|path| Difference {
            path: path.clone(),
            before: shown(resource, path, was.get(path).copied()),
            after: shown(resource, path, is.get(path).copied()),
        })
        .filter(|difference| difference.before != difference.after)
        .collect()
}

/// Everything that has no fields of its own, by the path to it.
fn leaves(value: Option<&Value>) -> BTreeMap<Vec<String>, &Value> {
    fn walk<'v>(value: &'v Value, path: &mut Vec<String>, found: &mut BTreeMap<Vec<String>, &'v Value>) {
        let mut below = |name: String, value: &'v Value| {
            path.push(name);
            walk(value, path, found);
            path.pop();
        };
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| below(name.clone(), value)),
            // Numbered for people; the width keeps them in order.
            Value::Array(items) if items.iter().any(Value::is_object) => {
                items.iter().zip(1..).for_each(|(item, nth)| below(format!("{nth:>4}"), item));
            }
            leaf => {
                found.insert(path.clone(), leaf);
            }
        }
    }
    let mut found = BTreeMap::new();
    if let Some(value) = value {
        walk(value, &mut Vec::new(), &mut found);
    }
    found
}

fn shown(resource: &str, path: &[String], value: Option<&Value>) -> Shown {
    match value {
        None | Some(Value::Null) => Shown::Nothing,
        Some(Value::Bool(yes)) => Shown::Said(Text::new(if *yes { "audit-yes" } else { "audit-no" })),
        Some(Value::String(code)) => word(resource, path, code),
        Some(Value::Array(items)) => {
            let words = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            Shown::of(words.collect::<Vec<_>>().join(", "))
        }
        Some(other) => Shown::of(other.to_string()),
    }
}

/// A ticket's states have words that everybody knows; times are told as everywhere.
fn word(resource: &str, path: &[String], code: &str) -> Shown {
    let is_state = resource == "case" && path.last().is_some_and(|name| name == "state");
    match (code.parse::<State>(), DateTime::parse_from_rfc3339(code)) {
        (Ok(state), _) if is_state => Shown::Said(state.name()),
        (_, Ok(time)) => Shown::of(second_in_shanghai(time.to_utc())),
        _ => Shown::of(code.to_owned()),
    }
}

impl Shown {
    fn of(words: String) -> Self {
        if words.is_empty() { Self::Nothing } else { Self::Words(words) }
    }

    fn in_words(&self, lang: Lang) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Words(words) => words.clone(),
            Self::Said(text) => lang.say(text),
        }
    }
}

impl Difference {
    /// The field's name; the code's own where it has no words.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        let name = |part: &String| words::field(part).map_or_else(|| part.trim().to_owned(), |text| lang.say(&text));
        self.path.iter().filter(|part| *part != FORM).map(name).collect::<Vec<_>>().join(" / ")
    }

    #[must_use]
    pub fn before(&self, lang: Lang) -> String {
        shortened(self.before.in_words(lang))
    }

    #[must_use]
    pub fn after(&self, lang: Lang) -> String {
        shortened(self.after.in_words(lang))
    }

    /// In one line, whole.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (label, before, after) = (self.label(lang), self.before.in_words(lang), self.after.in_words(lang));
        if before.is_empty() { format!("{label}: {after}") } else { format!("{label}: {before} → {after}") }
    }
}

fn shortened(words: String) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn lines(resource: &str, before: Value, after: Value) -> Vec<String> {
        let given = |value: Value| (!value.is_null()).then_some(value);
        let (before, after) = (given(before), given(after));
        let found = between(resource, before.as_ref(), after.as_ref());
        found.iter().map(|difference| difference.line(Lang::Chinese)).collect()
    }

    #[test]
    fn fields_that_differ_are_named_in_words_and_the_others_left_out() {
        let (before, after) = (json!({ "email": "a@x", "phone": "1" }), json!({ "email": "b@x", "phone": "1" }));
        assert_eq!(lines("user", before, after), ["邮箱: a@x → b@x"]);
    }

    #[test]
    fn what_was_made_has_no_before_and_what_went_no_after() {
        assert_eq!(lines("user", Value::Null, json!({ "unheard_of": 3, "note": "" })), ["unheard_of: 3"]);
        assert_eq!(lines("user", json!({ "roles": ["a", "b"] }), Value::Null), ["角色: a, b → "]);
    }

    #[test]
    fn states_of_tickets_have_their_words() {
        assert_eq!(
            lines("case", json!({ "state": "draft" }), json!({ "state": "pending" })),
            ["状态: 待提交 → 待受理"]
        );
        assert_eq!(lines("host", Value::Null, json!({ "state": "draft" })), ["状态: draft"]);
    }

    #[test]
    fn times_are_told_in_shanghai() {
        let due = json!({ "due_at": "2026-11-25T16:00:00Z" });
        assert_eq!(lines("case", Value::Null, due), ["处理时限: 2026-11-26 00:00:00"]);
    }

    #[test]
    fn rows_are_numbered_and_lists_are_joined() {
        let rows = |port: &str| json!({ "rows": [{ "public_port": "80" }, { "public_port": port }] });
        assert_eq!(lines("case", rows("443"), rows("8443")), ["行 / 2 / 互联网端口: 443 → 8443"]);
        let form = |rows: Value| json!({ "details": rows });
        assert_eq!(lines("case", form(rows("1")), form(rows("2"))), ["行 / 2 / 互联网端口: 1 → 2"]);
        assert_eq!(lines("x", json!(true), json!(false)), [": 是 → 否"]);
    }

    #[test]
    fn what_is_endless_is_cut_on_the_page_and_whole_in_a_file() {
        let after = json!({ "text": "长".repeat(3_000) });
        let found = between("case", None, Some(&after));
        assert_eq!(found[0].after(Lang::Chinese).chars().count(), LONGEST + 1);
        assert!(found[0].line(Lang::Chinese).chars().count() > 3_000);
        assert_eq!(found[0].before(Lang::Chinese), "");
    }
}
