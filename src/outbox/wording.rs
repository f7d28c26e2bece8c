//! The words that administrators gave to mails, and how their gaps are filled (spec 6, mail).

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::{
    MailKind,
    gaps::{Piece, pieces},
};
use crate::{
    error::AppResult,
    schema::mail_templates as stored,
    text::{Arg, Text},
    web::i18n::{Lang, iso_date, time_in_shanghai},
};

pub use super::gaps::{check_gaps, harmless, is_hidden};

/// What all mails have in common is kept as this kind.
pub const FRAME: &str = "frame";

/// What is said otherwise than in the built-in words, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Of a kind its title; of the frame what the subject puts around titles.
    pub subject: Option<String>,
    pub greeting: Option<String>,
    pub closing: Option<String>,
    /// By the key of the sentence.
    pub texts: BTreeMap<String, String>,
}

/// The same as it is kept.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub id: i64,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    pub wording: Wording,
}

/// All that is in force.
#[derive(Clone, Debug, Default)]
pub struct Wordings(HashMap<(String, String), Kept>);

#[derive(Queryable, Selectable)]
#[diesel(table_name = stored)]
struct Row {
    id: i64,
    kind: String,
    language: String,
    subject: Option<String>,
    greeting: Option<String>,
    closing: Option<String>,
    texts: Value,
    version: i32,
    updated_at: DateTime<Utc>,
}

impl Row {
    fn into_kept(self) -> AppResult<((String, String), Kept)> {
        let Self { id, kind, language, subject, greeting, closing, texts, version, updated_at } = self;
        let wording = Wording { subject, greeting, closing, texts: serde_json::from_value(texts)? };
        Ok(((kind, language), Kept { id, version, updated_at, wording }))
    }
}

impl Wordings {
    /// # Errors
    /// When the database can't be had.
    pub fn read(c: &mut PgConnection) -> AppResult<Self> {
        let rows: Vec<Row> = stored::table.select(Row::as_select()).load(c)?;
        Ok(Self(rows.into_iter().map(Row::into_kept).collect::<AppResult<_>>()?))
    }

    /// With this one instead of the one in force: to look at words before they are.
    #[must_use]
    pub fn with(mut self, kind: &str, lang: Lang, wording: Wording) -> Self {
        self.0.entry((kind.to_owned(), lang.code().to_owned())).or_default().wording = wording;
        self
    }

    /// What is kept of that kind; none where nothing ever was.
    #[must_use]
    pub fn kept(&self, kind: &str, lang: Lang) -> Option<&Kept> {
        self.0.get(&(kind.to_owned(), lang.code().to_owned()))
    }

    fn of(&self, kind: &str, lang: Lang) -> Option<&Wording> {
        self.kept(kind, lang).map(|kept| &kept.wording)
    }

    /// What happened, in one line.
    #[must_use]
    pub fn title(&self, lang: Lang, title: &Text) -> String {
        let own = self.of(&title.key, lang).and_then(|it| it.subject.as_deref());
        own.map_or_else(|| lang.say(title), |words| filled(lang, words, &[title]))
    }

    /// What happened, in full: sentences within the sentence too.
    #[must_use]
    pub fn body(&self, lang: Lang, title: &Text, body: &Text) -> String {
        match self.of(&title.key, lang) {
            Some(own) if !own.texts.is_empty() => match own.told(lang, title, body) {
                Arg::Text(text) => lang.say(&text),
                other => words_of(lang, &other),
            },
            _ => lang.say(body),
        }
    }

    /// The subject around that title.
    #[must_use]
    pub fn subject(&self, lang: Lang, title: &str) -> String {
        let text = Text::new("mail-subject").with("title", title);
        let own = self.of(FRAME, lang).and_then(|it| it.subject.as_deref());
        own.map_or_else(|| lang.say(&text), |words| filled(lang, words, &[&text]))
    }

    /// How its reader is greeted: as in mails of that kind, or in all.
    #[must_use]
    pub fn greeting(&self, lang: Lang, kind: &str, name: &str) -> String {
        let text = Text::new("mail-greeting").with("name", name);
        let own = self.either(lang, kind, |it| it.greeting.as_deref());
        own.map_or_else(|| lang.say(&text), |words| filled(lang, words, &[&text]))
    }

    /// What stands below it all.
    #[must_use]
    pub fn closing(&self, lang: Lang, kind: &str) -> String {
        let own = self.either(lang, kind, |it| it.closing.as_deref());
        own.map_or_else(|| lang.t("mail-automatic"), str::to_owned)
    }

    fn either<'a>(&'a self, lang: Lang, kind: &str, part: impl Fn(&'a Wording) -> Option<&'a str>) -> Option<&'a str> {
        [kind, FRAME].into_iter().filter_map(|kind| self.of(kind, lang)).find_map(part)
    }
}

impl Wording {
    /// `body` with the sentences that are said otherwise filled in.
    fn told(&self, lang: Lang, title: &Text, body: &Text) -> Arg {
        if let Some(words) = self.texts.get(body.key.as_ref()) {
            return Arg::Word(filled(lang, words, &[body, title]));
        }
        let told = |arg: &Arg| match arg {
            Arg::Text(text) => self.told(lang, title, text),
            other => other.clone(),
        };
        let args = body.args.iter().map(|(gap, arg)| (gap.clone(), told(arg))).collect();
        Arg::Text(Text { key: body.key.clone(), args })
    }

    #[must_use]
    pub fn is_built_in(&self) -> bool {
        *self == Self::default()
    }
}

/// The gaps filled with what fills those of `texts`, the first that knows one. What nobody knows is left out.
fn filled(lang: Lang, words: &str, texts: &[&Text]) -> String {
    let value = |gap: &str| texts.iter().find_map(|text| text.args.get(gap)).map(|arg| words_of(lang, arg));
    let told = pieces(words).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Gap(gap) => value(gap).unwrap_or_default(),
        Piece::Stray => String::new(),
    });
    told.collect()
}

fn words_of(lang: Lang, arg: &Arg) -> String {
    match arg {
        Arg::Word(word) => word.clone(),
        Arg::Number(number) => number.to_string(),
        Arg::Text(text) => lang.say(text),
        Arg::Time(time) => time_in_shanghai(*time),
        Arg::Date(date) => iso_date(*date),
    }
}

/// A built-in sentence as administrators read and write it, with the names of its gaps in braces.
#[must_use]
pub fn built_in(lang: Lang, key: &'static str, gaps: &[&'static str]) -> String {
    let text = gaps.iter().fold(Text::new(key), |text, gap| text.with(gap, format!("{{{gap}}}")));
    lang.say(&text)
}

/// The title of a kind in the built-in words.
#[must_use]
pub fn built_in_title(lang: Lang, kind: &MailKind) -> String {
    built_in(lang, kind.code, kind.gaps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::KINDS;

    fn wordings(kind: &str, wording: Wording) -> Wordings {
        Wordings::default().with(kind, Lang::Chinese, wording)
    }

    fn about() -> Text {
        let empty = ["summary", "project", "department", "applicant", "next"];
        empty
            .into_iter()
            .fold(Text::new("request-told-about").with("product", "云服务器"), |text, gap| text.with(gap, ""))
    }

    #[test]
    fn gaps_are_filled_from_the_text_and_then_from_its_title() {
        let title = Text::new("request-told-approved").with("number", "ZY1");
        let texts = BTreeMap::from([("request-told-about".to_owned(), "{number}：{ product }，{gone}请看".to_owned())]);
        let own = wordings("request-told-approved", Wording { texts, ..Wording::default() });
        assert_eq!(own.body(Lang::Chinese, &title, &about()), "ZY1：云服务器，请看");
        let decided = Text::new("request-told-decided").with("about", about()).with("by", "周涛");
        assert_eq!(own.body(Lang::Chinese, &title, &decided), "ZY1：云服务器，请看审批人：周涛。");
        assert!(own.body(Lang::English, &title, &about()).contains("云服务器"), "the built-in words");
    }

    #[test]
    fn every_built_in_sentence_is_filled_by_the_gaps_of_its_kind() {
        for kind in KINDS {
            for lang in Lang::ALL {
                assert_ne!(built_in_title(lang, &kind), kind.code);
                for text in kind.texts {
                    assert_ne!(built_in(lang, text.key, &text.gaps_with(&kind)), text.key, "{}", kind.code);
                }
            }
        }
    }

    #[test]
    fn a_kind_has_its_own_frame_or_that_of_all() {
        let subject = |words: &str| Wording { subject: Some(words.to_owned()), ..Wording::default() };
        let own = wordings(FRAME, Wording { closing: Some("云平台".to_owned()), ..subject("[政务云] {title}") });
        assert_eq!(own.subject(Lang::Chinese, "工单"), "[政务云] 工单");
        assert_eq!(own.closing(Lang::Chinese, "ticket-told-asked"), "云平台");
        assert_eq!(own.greeting(Lang::Chinese, "ticket-told-asked", "陈静"), "陈静，您好：");
        let title = Text::new("ticket-told-asked").with("number", "GD1");
        let asked = own.with("ticket-told-asked", Lang::Chinese, subject("请补充 {number}"));
        assert_eq!(asked.title(Lang::Chinese, &title), "请补充 GD1");
    }

    #[test]
    fn what_fills_a_gap_is_no_template_itself() {
        let title = Text::new("ticket-told-asked").with("number", "{name}");
        let own =
            wordings("ticket-told-asked", Wording { subject: Some("工单 {number}".to_owned()), ..Wording::default() });
        assert_eq!(own.title(Lang::Chinese, &title), "工单 {name}");
    }
}
