//! The letter that carries one mail, or all that leave with it, in its reader's language.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{queue::Bundle, stored::StoredMail};
use crate::{
    config::Settings,
    error::AppResult,
    text::Text,
    web::{filters, i18n::Lang, page},
};

/// More than this would not be read; the rest is counted and found in the portal.
const MOST: usize = 50;

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
    name: String,
    entries: Vec<Entry>,
    more: usize,
    /// All messages, where there are more.
    all: String,
    /// Where its reader chooses what is mailed; none where that isn't theirs to choose.
    preferences: Option<String>,
}

struct Entry {
    title: Text,
    body: Text,
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

/// Writes the letter.
///
/// # Errors
/// When a row holds no [`Text`], or a template fails.
pub fn compose(bundle: &Bundle, settings: &Settings) -> AppResult<Composed> {
    let letter = letter(bundle, settings)?;
    let plain = page::draw(&Plain { letter: &letter }, letter.lang)?;
    let html = page::draw(&Html { letter: &letter }, letter.lang)?;
    Ok(Composed { subject: letter.subject, plain, html })
}

fn letter(bundle: &Bundle, settings: &Settings) -> AppResult<Letter> {
    let lead = &bundle.lead;
    let lang = lead.lang();
    Ok(Letter {
        lang,
        subject: lang.say(&subject(bundle)?),
        name: lead.name.clone(),
        entries: bundle.mails().take(MOST).map(|mail| entry(mail, settings)).collect::<AppResult<_>>()?,
        more: bundle.len().saturating_sub(MOST),
        all: settings.link("/messages"),
        preferences: (lead.has_account && !lead.binding).then(|| settings.link("/me")),
    })
}

fn subject(bundle: &Bundle) -> AppResult<Text> {
    let count = bundle.len();
    if bundle.lead.is_for_digest() {
        return Ok(Text::new("mail-subject-digest").with("count", count));
    }
    let newest = bundle.mails().next_back().unwrap_or(&bundle.lead).title()?;
    Ok(match count {
        1 => Text::new("mail-subject").with("title", newest),
        _ => Text::new("mail-subject-burst").with("title", newest).with("count", count),
    })
}

fn entry(mail: &StoredMail, settings: &Settings) -> AppResult<Entry> {
    Ok(Entry {
        title: mail.title()?,
        body: mail.body()?,
        quote: mail.quote.clone(),
        link: (!mail.link.is_empty()).then(|| settings.link(&mail.link)),
        at: mail.created_at,
    })
}
