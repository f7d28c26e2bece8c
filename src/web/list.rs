//! Lists: paged by key, counted exactly to ten thousand, filters in the address (spec 0, lists).

pub mod by_state;
mod each;
mod order;
mod sort;

pub use each::{department_in_turn, first_of_each};
pub use order::{Beyond, Key, Order, micros};
pub use sort::{Column, Head, Sort};

use chrono::{Datelike, NaiveDate};

use crate::text::Text;

/// Rows of one page.
pub const PAGE: usize = 25;
/// Rows read for a page: one more tells whether there is another page.
pub const READ: i64 = PAGE as i64 + 1;
/// Counts beyond this are shown as "10,000+".
pub const EXACT: i64 = 10_000;
/// One more than is shown exactly: nobody counts further.
pub const COUNTED: i64 = EXACT + 1;

/// A place in a sorted list: before or after the row with this sort key and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub back: bool,
    pub id: i64,
    /// The sort column's value, as text; empty when sorted by id.
    pub key: String,
}

impl Cursor {
    /// `n123` after row 123, `p123~2026-11-22` before it; anything else is the list's beginning.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let back = match text.chars().next()? {
            'n' => false,
            'p' => true,
            _ => return None,
        };
        let (id, key) = text[1..].split_once('~').unwrap_or((&text[1..], ""));
        Some(Self { back, id: id.parse().ok()?, key: key.to_owned() })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.back { 'p' } else { 'n' }, self.id)?;
        if self.key.is_empty() { Ok(()) } else { write!(f, "~{}", self.key) }
    }
}

/// The rows of one page and what lies around them.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// From up to `PAGE + 1` rows, read away from the cursor. `place` tells a row's id and sort key.
    #[must_use]
    pub fn of(mut rows: Vec<T>, cursor: Option<&Cursor>, place: impl Fn(&T) -> (i64, String)) -> Self {
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let back = cursor.is_some_and(|cursor| cursor.back);
        if back {
            rows.reverse();
        }
        let at = |row: Option<&T>, back: bool| row.map(&place).map(|(id, key)| Cursor { back, id, key });
        let has_previous = if back { more } else { cursor.is_some() };
        let has_next = if back { true } else { more };
        Self {
            previous: at(rows.first(), true).filter(|_| has_previous),
            next: at(rows.last(), false).filter(|_| has_next),
            rows,
        }
    }
}

/// Where the rows after these begin; none after the last. `most` were asked for.
pub fn next<T>(rows: &[T], most: usize, place: impl Fn(&T) -> (i64, String)) -> Option<Cursor> {
    let last = rows.last().filter(|_| rows.len() >= most)?;
    let (id, key) = place(last);
    Some(Cursor { back: false, id, key })
}

/// A list's address with its filters, unset ones left out; a further one can always be put after it.
#[must_use]
pub fn address(path: &str, filters: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(filters.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        empty if empty.is_empty() => format!("{path}?"),
        query => format!("{path}?{query}&"),
    }
}

/// The same as a link, with nothing put after it.
#[must_use]
pub fn link(address: &str) -> String {
    address.trim_end_matches(['?', '&']).to_owned()
}

/// Characters of a search. Each word may be a condition of its own, and PostgreSQL takes none beyond 2,046 bytes.
const SEARCHED: usize = 100;

/// What was typed to search for, as Postgres can look for it.
#[must_use]
pub fn words(typed: &str) -> String {
    typed.replace('\0', "").trim().chars().take(SEARCHED).collect()
}

/// A day that has a day after it, in any calendar a database knows.
#[must_use]
pub fn day(typed: &str) -> Option<NaiveDate> {
    let day: NaiveDate = typed.parse().ok()?;
    (1_000..10_000).contains(&day.year()).then_some(day)
}

/// What `templates/shared/list.html` needs below a table.
#[derive(Clone, Debug)]
pub struct Pager {
    pub count: Text,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// `base` is the list's address with its filters, ending in `?` or `&`.
    #[must_use]
    pub fn new<T>(page: &Page<T>, count: i64, base: &str) -> Self {
        let link = |cursor: &Option<Cursor>| {
            cursor.as_ref().map(|cursor| {
                let cursor = url::form_urlencoded::byte_serialize(cursor.to_string().as_bytes()).collect::<String>();
                format!("{base}cursor={cursor}")
            })
        };
        Self { count: count_text(count), previous: link(&page.previous), next: link(&page.next) }
    }
}

/// One tab above a list.
#[derive(Clone, Debug)]
pub struct TabLink {
    pub href: String,
    pub label: &'static str,
    pub count: Option<String>,
    pub current: bool,
    pub hot: bool,
}

/// "214", or "10,000+".
#[must_use]
pub fn capped(count: i64) -> String {
    if count > EXACT { "10,000+".to_owned() } else { count.to_string() }
}

#[must_use]
pub fn count_text(count: i64) -> Text {
    Text::new("list-count").with("count", capped(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: std::ops::Range<i64>, cursor: Option<&str>) -> Page<i64> {
        let cursor = cursor.and_then(Cursor::parse);
        let back = cursor.as_ref().is_some_and(|cursor| cursor.back);
        let rows: Vec<i64> = if back { rows.collect() } else { rows.rev().collect() };
        Page::of(rows, cursor.as_ref(), |row| (*row, String::new()))
    }

    #[test]
    fn the_first_page_leads_on_but_not_back() {
        let page = page(75..101, None);
        assert_eq!((page.rows.len(), page.rows[0]), (PAGE, 100));
        assert_eq!((page.previous, page.next.map(|cursor| cursor.to_string())), (None, Some("n76".to_owned())));
    }

    #[test]
    fn going_back_keeps_the_order_and_leads_on() {
        let page = page(76..102, Some("p75"));
        assert_eq!((page.rows[0], page.rows[PAGE - 1]), (100, 76));
        assert!(page.previous.is_some() && page.next.is_some());
    }

    #[test]
    fn a_cursor_that_is_none_is_the_beginning() {
        assert_eq!(Cursor::parse("'; --"), None);
        assert_eq!(Cursor::parse("n12~2026-11-22").map(|cursor| cursor.key), Some("2026-11-22".to_owned()));
    }
}
