//! A mail as administrators look after it.

use crate::{
    error::AppResult,
    outbox::{MailState, Record, StoredMail, subject, wording::Wordings},
    text::Text,
};

/// What the timeline and the audit log call a mail.
pub const RECORD_KIND: &str = "mail";

/// A mail with the subject it bears.
#[derive(Clone, Debug)]
pub struct Kept {
    pub mail: StoredMail,
    pub subject: String,
}

impl Kept {
    /// # Errors
    /// When its row holds no text.
    pub fn of(mail: StoredMail, words: &Wordings) -> AppResult<Self> {
        Ok(Self { subject: subject(&mail, words)?, mail })
    }

    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.mail.id)
    }

    #[must_use]
    pub fn may_be_resent(&self) -> bool {
        may_be_resent(&self.mail)
    }

    #[must_use]
    pub fn may_be_dropped(&self) -> bool {
        may_be_dropped(&self.mail)
    }

    /// Whether anything can be done about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.may_be_resent() || self.may_be_dropped()
    }
}

#[must_use]
pub fn path_of(id: i64) -> String {
    format!("/admin/outbox/{id}")
}

#[must_use]
pub fn record(mail: &StoredMail) -> Record {
    Record { kind: RECORD_KIND, id: mail.id, number: mail.id.to_string(), path: path_of(mail.id) }
}

/// What failed or was dropped goes again; what waits needn't wait any longer.
#[must_use]
pub fn may_be_resent(mail: &StoredMail) -> bool {
    match mail.state() {
        MailState::Waiting => !mail.is_on_its_way,
        MailState::Parked | MailState::Dropped => true,
        MailState::Sent | MailState::Joined | MailState::Read => false,
    }
}

/// What hasn't left.
#[must_use]
pub fn may_be_dropped(mail: &StoredMail) -> bool {
    match mail.state() {
        MailState::Waiting => !mail.is_on_its_way,
        MailState::Parked => true,
        MailState::Dropped | MailState::Sent | MailState::Joined | MailState::Read => false,
    }
}

/// Why nothing can be done about it.
#[must_use]
pub fn refusal(mail: &StoredMail) -> Text {
    if mail.is_on_its_way {
        return "postroom-on-its-way".into();
    }
    Text::new("postroom-not-now").with("state", Text::new(mail.state().label()))
}
