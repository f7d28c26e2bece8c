//! A template: what it is of, and its words.

use serde_json::{Value, json};

use crate::{
    error::{AppError, AppResult},
    outbox::{
        MailKind, MailText, Record,
        wording::{FRAME, Wording, built_in, built_in_title},
    },
    web::i18n::Lang,
};

/// What the timeline and the audit log call it.
pub const RECORD_KIND: &str = "mail_template";

/// What it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// All mails: what they have in common.
    Frame,
    Kind(MailKind),
}

/// A template of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    pub of: Of,
    pub lang: Lang,
}

impl Of {
    pub fn from_code(code: &str) -> Option<Self> {
        if code == FRAME { Some(Self::Frame) } else { MailKind::from_code(code).map(Self::Kind) }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Frame => FRAME,
            Self::Kind(kind) => kind.code,
        }
    }

    /// What it is called, in words.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        match self {
            Self::Frame => lang.t("postroom-frame"),
            Self::Kind(kind) => built_in_title(lang, &kind),
        }
    }

    #[must_use]
    pub fn group(self) -> &'static str {
        match self {
            Self::Frame => "postroom-frame-group",
            Self::Kind(kind) => kind.group(),
        }
    }

    #[must_use]
    pub const fn kind(&self) -> Option<&MailKind> {
        match self {
            Self::Frame => None,
            Self::Kind(kind) => Some(kind),
        }
    }

    /// The sentences of its text.
    #[must_use]
    pub fn texts(&self) -> &'static [MailText] {
        self.kind().map_or(&[], |kind| kind.texts)
    }

    /// What fills the gaps of its subject.
    #[must_use]
    pub fn subject_gaps(&self) -> &'static [&'static str] {
        self.kind().map_or(&["title"], |kind| kind.gaps)
    }
}

impl Template {
    /// As an address names it.
    ///
    /// # Errors
    /// 404.
    pub fn named(kind: &str, language: &str) -> AppResult<Self> {
        let lang = Lang::from_code(language).ok_or(AppError::NotFound)?;
        Ok(Self { of: Of::from_code(kind).ok_or(AppError::NotFound)?, lang })
    }

    #[must_use]
    pub fn path(&self) -> String {
        format!("/admin/mail-templates/{}/{}", self.of.code(), self.lang.code())
    }

    #[must_use]
    pub fn record(&self, id: i64) -> Record {
        let number = format!("{}/{}", self.of.code(), self.lang.code());
        Record { kind: RECORD_KIND, id, number, path: self.path() }
    }

    /// The subject in the built-in words.
    #[must_use]
    pub fn built_in_subject(&self) -> String {
        match &self.of {
            Of::Frame => built_in(self.lang, "mail-subject", &["title"]),
            Of::Kind(kind) => built_in_title(self.lang, kind),
        }
    }

    /// A sentence of its text in the built-in words.
    #[must_use]
    pub fn built_in_text(&self, text: &MailText) -> String {
        built_in(self.lang, text.key, &self.text_gaps(text))
    }

    #[must_use]
    pub fn text_gaps(&self, text: &MailText) -> Vec<&'static str> {
        self.of.kind().map(|kind| text.gaps_with(kind)).unwrap_or_default()
    }

    #[must_use]
    pub fn built_in_greeting(&self) -> String {
        built_in(self.lang, "mail-greeting", &["name"])
    }

    #[must_use]
    pub fn built_in_closing(&self) -> String {
        self.lang.t("mail-automatic")
    }
}

/// What the audit log keeps of it.
#[must_use]
pub fn audited(wording: &Wording) -> Value {
    json!({
        "subject": wording.subject,
        "greeting": wording.greeting,
        "closing": wording.closing,
        "texts": wording.texts,
    })
}
