//! The letter that carries one mail, or all that leave with it, in its reader's language.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    queue::Bundle,
    stored::StoredMail,
    wording::{Wordings, harmless},
};
use crate::{
    config::Settings,
    error::AppResult,
    text::Text,
    web::{filters, i18n::Lang, page},
};

/// As many are told in full, the newest of them; of the others a line each.
const IN_FULL: usize = 50;
/// More lines than this would not be read; the rest is counted and found in the portal.
const MOST: usize = 2_000;

/// A letter ready to be carried.
#[derive(Clone, Debug)]
pub struct Composed {
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// What the templates draw.
struct Letter {
    lang: Lang,
    subject: String,
    /// Empty for who has no name here.
    greeting: String,
    entries: Vec<Entry>,
    /// A line of each elder one, where there are many.
    lines: Vec<Entry>,
    more: usize,
    closing: String,
    /// All messages, where there are more.
    all: String,
    /// Where its reader chooses what is mailed; none where that isn't theirs to choose.
    preferences: Option<String>,
}

struct Entry {
    title: String,
    body: String,
    quote: String,
    link: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
}

/// Writes the letter, in the words that administrators gave where they did.
///
/// # Errors
/// When a row holds no [`Text`], or a template fails.
pub fn compose(bundle: &Bundle, settings: &Settings, words: &Wordings) -> AppResult<Composed> {
    let letter = letter(bundle, settings, words)?;
    let plain = page::draw(&Plain { letter: &letter }, letter.lang)?;
    let html = page::draw(&Html { letter: &letter }, letter.lang)?;
    Ok(Composed { subject: letter.subject, plain, html })
}

/// What `mail` by itself is headed with.
///
/// # Errors
/// When its row holds no [`Text`].
pub fn subject(mail: &StoredMail, words: &Wordings) -> AppResult<String> {
    let lang = mail.lang();
    Ok(harmless(&words.subject(lang, &words.title(lang, &mail.title()?))))
}

fn letter(bundle: &Bundle, settings: &Settings, words: &Wordings) -> AppResult<Letter> {
    let lead = &bundle.lead;
    let lang = lead.lang();
    // Of several together none says how all of them begin.
    let kind = if bundle.count() == 1 { lead.title()?.key.into_owned() } else { String::new() };
    let mut entries: Vec<Entry> = bundle
        .mails()
        .skip(bundle.count().saturating_sub(MOST))
        .map(|mail| entry(mail, settings, words))
        .collect::<AppResult<_>>()?;
    let in_full = entries.split_off(entries.len().saturating_sub(IN_FULL));
    Ok(Letter {
        lang,
        subject: harmless(&words.subject(lang, &headline(bundle, words)?)),
        greeting: match lead.name.as_str() {
            "" => String::new(),
            name => harmless(&words.greeting(lang, &kind, name)),
        },
        entries: in_full,
        lines: entries,
        more: bundle.count().saturating_sub(MOST),
        closing: words.closing(lang, &kind),
        all: settings.link("/messages"),
        preferences: (lead.has_account() && !lead.binding).then(|| settings.link("/me")),
    })
}

/// What the subject says of it.
fn headline(bundle: &Bundle, words: &Wordings) -> AppResult<String> {
    let (count, lang) = (bundle.count(), bundle.lead.lang());
    if bundle.lead.is_for_digest() {
        return Ok(lang.say(&Text::new("mail-digest").with("count", count)));
    }
    let newest = words.title(lang, &bundle.mails().next_back().unwrap_or(&bundle.lead).title()?);
    Ok(match count {
        1 => newest,
        _ => lang.say(&Text::new("mail-burst").with("title", newest).with("count", count)),
    })
}

fn entry(mail: &StoredMail, settings: &Settings, words: &Wordings) -> AppResult<Entry> {
    let (lang, title) = (mail.lang(), mail.title()?);
    Ok(Entry {
        body: harmless(&words.body(lang, &title, &mail.body()?)),
        title: harmless(&words.title(lang, &title)),
        quote: harmless(&mail.quote),
        link: (!mail.link.is_empty()).then(|| settings.link(&mail.link)),
        at: mail.created_at,
    })
}
