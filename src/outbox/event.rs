//! What happened, said once: the one source of timeline, audit, message and mail.

use serde_json::{Map, Value};

use crate::{audit::Entry, policy::Principal, text::Text};

/// The record something happened to, as far as the ground needs to know it.
#[derive(Clone, Debug)]
pub struct Record {
    /// `ticket`, `application`, `host`, `user` …
    pub kind: &'static str,
    pub id: i64,
    /// What people call it: a document number or a name.
    pub number: String,
    /// Its page.
    pub path: String,
}

/// One change of one record.
#[derive(Clone, Debug)]
pub struct Event {
    /// The audit log's name for it: `createCase`, `acceptCase` (spec 8, audit).
    pub action: &'static str,
    /// The audit log's resource type.
    pub resource: &'static str,
    pub record: Record,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// The line in the record's own timeline, and the words quoted under it.
    pub timeline: Option<Text>,
    pub quote: String,
    /// The name of whom it was done for by who stands in for them; empty otherwise.
    pub in_place_of: String,
    /// Each with where it leads, if not to the record's page.
    pub notices: Vec<(Notice, Option<String>)>,
}

/// Who is told what, and how urgently.
#[derive(Clone, Debug)]
pub struct Notice {
    pub to: Vec<i64>,
    /// The message centre's filter: `ticket`, `network`, `account` …
    pub kind: &'static str,
    pub title: Text,
    pub body: Text,
    pub mail: Mail,
}

/// Whether a notice is mailed too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    No,
    /// As its reader chose: at once, in the daily digest, or not at all.
    AsChosen,
    /// Asks for a decision or concerns safety: sent whatever was chosen.
    Binding,
}

impl Event {
    #[must_use]
    pub fn new(action: &'static str, resource: &'static str, record: Record) -> Self {
        Self {
            action,
            resource,
            record,
            before: None,
            after: None,
            timeline: None,
            quote: String::new(),
            in_place_of: String::new(),
            notices: Vec::new(),
        }
    }

    /// What the record was and became, for the audit log. No secrets.
    #[must_use]
    pub fn changed(mut self, before: Option<Value>, after: Option<Value>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    /// The same, of both no more than what became different; all of it where the record begins or ends.
    #[must_use]
    pub fn differing(self, before: Option<Value>, after: Option<Value>) -> Self {
        match (before, after) {
            (Some(Value::Object(was)), Some(Value::Object(is))) => {
                self.changed(Some(unlike(&was, &is)), Some(unlike(&is, &was)))
            }
            (before, after) => self.changed(before, after),
        }
    }

    #[must_use]
    pub fn on_timeline(mut self, said: Text) -> Self {
        self.timeline = Some(said);
        self
    }

    /// For whom it was done by who stands in for them, if so: said on the timeline and in the audit log, once that knows
    /// what the record became.
    #[must_use]
    pub fn in_place_of(mut self, principal: Option<&Principal>) -> Self {
        let Some(principal) = principal else { return self };
        principal.display_name.clone_into(&mut self.in_place_of);
        if let Some(Value::Object(after)) = &mut self.after {
            after.insert("in_place_of".to_owned(), principal.username.as_str().into());
        }
        self
    }

    /// The words somebody gave with it.
    #[must_use]
    pub fn quoting(mut self, words: &str) -> Self {
        words.clone_into(&mut self.quote);
        self
    }

    /// What the audit log keeps of it.
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            action: self.action,
            resource_type: self.resource,
            resource_id: &self.record.number,
            before: self.before.as_ref(),
            after: self.after.as_ref(),
        }
    }

    #[must_use]
    pub fn telling(mut self, notice: Notice) -> Self {
        self.notices.push((notice, None));
        self
    }

    /// The same for a notice that asks to do something elsewhere than on the record's page.
    #[must_use]
    pub fn inviting(mut self, notice: Notice, to: impl Into<String>) -> Self {
        self.notices.push((notice, Some(to.into())));
        self
    }
}

/// What of `one` isn't the same in `other`.
fn unlike(one: &Map<String, Value>, other: &Map<String, Value>) -> Value {
    let differing = one.iter().filter(|(name, value)| other.get(*name) != Some(*value));
    Value::Object(differing.map(|(name, value)| (name.clone(), value.clone())).collect())
}
