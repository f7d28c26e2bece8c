//! What templates say with `|`. The reader comes from askama's runtime values.

#![allow(clippy::inline_always, reason = "written by askama's macro")]

use std::{any::Any, borrow::Cow, fmt::Display};

use askama::{Result, Values, get_value};
use chrono::{DateTime, NaiveDate, Utc};

use super::{assets, i18n};
use crate::{
    text::{Arg, Text},
    web::i18n::Lang,
};

/// What templates know of their reader, as askama's runtime values.
pub struct Reader(pub Lang);

impl Values for Reader {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == LANG).then_some(&self.0 as &dyn Any)
    }
}

const LANG: &str = "lang";

fn lang(values: &dyn Values) -> Result<Lang> {
    get_value::<Lang>(values, LANG).copied()
}

/// `"key"|t`
#[askama::filter_fn]
pub fn t(key: impl AsRef<str>, values: &dyn Values) -> Result<Cow<'static, str>> {
    let words = lang(values)?.words(key.as_ref());
    Ok(words.map_or_else(|| Cow::Owned(key.as_ref().to_owned()), Cow::Borrowed))
}

/// `"key"|t1("name", value)`
#[askama::filter_fn]
pub fn t1<V: Display>(key: impl Display, values: &dyn Values, name: &str, value: V) -> Result<String> {
    let args = [(name.to_owned().into(), Arg::Word(value.to_string()))].into();
    Ok(lang(values)?.say(&Text { key: key.to_string().into(), args }))
}

/// A [`Text`], or a reference to one, in the reader's language.
#[askama::filter_fn]
pub fn say(text: impl Sentence, values: &dyn Values) -> Result<String> {
    Ok(lang(values)?.say(text.text()))
}

/// Askama hands over values and loop variables at different depths of reference.
pub trait Sentence {
    fn text(&self) -> &Text;
}

impl Sentence for Text {
    fn text(&self) -> &Text {
        self
    }
}

impl<T: Sentence> Sentence for &T {
    fn text(&self) -> &Text {
        (*self).text()
    }
}

/// `2026-11-22 14:05`, in Shanghai.
#[askama::filter_fn]
pub fn time(time: &DateTime<Utc>, _: &dyn Values) -> Result<String> {
    Ok(i18n::time_in_shanghai(*time))
}

/// `2026-11-22 14:05:09`, in Shanghai.
#[askama::filter_fn]
pub fn second(time: &DateTime<Utc>, _: &dyn Values) -> Result<String> {
    Ok(i18n::second_in_shanghai(*time))
}

/// For `<time datetime>`.
#[askama::filter_fn]
pub fn iso(time: &DateTime<Utc>, _: &dyn Values) -> Result<String> {
    Ok(i18n::iso_time(*time))
}

#[askama::filter_fn]
pub fn date(date: &NaiveDate, _: &dyn Values) -> Result<String> {
    Ok(i18n::iso_date(*date))
}

/// A day where its year is known: `02-15`.
#[askama::filter_fn]
pub fn day_of_year(date: &NaiveDate, _: &dyn Values) -> Result<String> {
    Ok(date.format("%m-%d").to_string())
}

/// `812 B`, `12.3 KiB`, `3.9 MiB`.
#[askama::filter_fn]
pub fn bytes(size: &i64, _: &dyn Values) -> Result<String> {
    const KIB: i64 = 1024;
    const MIB: i64 = KIB * KIB;
    let size = *size;
    // Tenths by whole numbers: no rounding surprises.
    let tenths = |unit: i64| format!("{}.{}", size / unit, size % unit * 10 / unit);
    Ok(match size {
        ..KIB => format!("{size} B"),
        KIB..MIB => format!("{} KiB", tenths(KIB)),
        _ => format!("{} MiB", tenths(MIB)),
    })
}

/// The address of a file of `static/`, empty if this build goes without it.
#[askama::filter_fn]
pub fn asset(name: impl Display, _: &dyn Values) -> Result<&'static str> {
    Ok(assets::url(&name.to_string()))
}
