//! Chinese and English, chosen per person; nothing falls back silently.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Asia::Shanghai;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};

use crate::text::{Arg, Text};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "zh-CN",
        // Isolation marks would end up in copied addresses and ports.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

type Words = Option<HashMap<String, &'static str>>;

/// What a visitor chose, until they sign in.
pub const COOKIE: &str = "yunwu_lang";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Chinese,
    English,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// What a browser asks for first, of what there is; for people not signed in.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        header
            .split(',')
            .map(|range| range.trim().to_ascii_lowercase())
            .find_map(|range| match range {
                range if range.starts_with("zh") => Some(Self::Chinese),
                range if range.starts_with("en") => Some(Self::English),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The words of a sentence without gaps; none for a key without an entry. A page says two hundred of
    /// them, so each is looked up in its bundle but once and kept as long as the program runs.
    #[must_use]
    pub fn words(self, key: &str) -> Option<&'static str> {
        static KNOWN: [RwLock<Words>; Lang::ALL.len()] = [const { RwLock::new(None) }; Lang::ALL.len()];
        let known = &KNOWN[self as usize];
        let found = known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = found.as_ref().and_then(|found| found.get(key)) {
            return Some(words);
        }
        drop(found);
        let words: &'static str = LOCALES.try_lookup(&self.id(), key)?.leak();
        let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
        Some(known.get_or_insert_default().entry(key.to_owned()).or_insert(words))
    }

    /// The words of a sentence. A key without an entry shows as itself; a test keeps that from happening.
    #[must_use]
    pub fn say(self, text: &Text) -> String {
        if text.args.is_empty() {
            return self.t(&text.key);
        }
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
            text.args.iter().map(|(name, arg)| (name.clone(), self.fill(arg))).collect();
        LOCALES.try_lookup_with_args(&self.id(), &text.key, &args).unwrap_or_else(|| text.key.to_string())
    }

    /// The words of a sentence without gaps.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.words(key).unwrap_or(key).to_owned()
    }

    fn fill(self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Word(word) => word.clone().into(),
            // Port numbers and years take no thousands separators: the text decides, not the locale.
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Text(text) => self.say(text).into(),
            Arg::Time(time) => time_in_shanghai(*time).into(),
            Arg::Date(date) => iso_date(*date).into(),
        }
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Chinese => fluent_templates::langid!("zh-CN"),
            Self::English => fluent_templates::langid!("en"),
        }
    }
}

/// `2026-11-22 14:05` (spec 0, numbers).
#[must_use]
pub fn time_in_shanghai(time: DateTime<Utc>) -> String {
    let time = time.with_timezone(&Shanghai).naive_local();
    let mut written = iso_date(time.date());
    written.push(' ');
    push_two_digits(&mut written, time.hour());
    written.push(':');
    push_two_digits(&mut written, time.minute());
    written
}

/// `2026-11-22T06:05:00Z`, for machines.
#[must_use]
pub fn iso_time(time: DateTime<Utc>) -> String {
    let mut written = iso_date(time.date_naive());
    for (mark, number) in [('T', time.hour()), (':', time.minute()), (':', time.second())] {
        written.push(mark);
        push_two_digits(&mut written, number);
    }
    written.push('Z');
    written
}

/// The same to the second, where the order of things counts.
#[must_use]
pub fn second_in_shanghai(time: DateTime<Utc>) -> String {
    time.with_timezone(&Shanghai).format("%Y-%m-%d %H:%M:%S").to_string()
}

#[must_use]
pub fn iso_date(date: NaiveDate) -> String {
    let mut written = String::with_capacity("2026-11-22T06:05:00Z".len());
    let year = date.year().unsigned_abs();
    push_two_digits(&mut written, year / 100);
    push_two_digits(&mut written, year % 100);
    for number in [date.month(), date.day()] {
        written.push('-');
        push_two_digits(&mut written, number);
    }
    written
}

/// Pages are full of times, and reading a pattern for each would take longer than all the rest of a line.
fn push_two_digits(written: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        written.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}
