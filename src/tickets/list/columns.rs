//! What a line says in each of its columns.

use super::reading::Line;
use crate::{
    network::policy::first_of,
    text::Text,
    tickets::{
        details::{Fields, Wish},
        model::path_of,
        state::Tab,
    },
    web::{bulk::Picked, i18n::Lang},
};

/// The first thing asked for, and how many more there are.
pub struct Content {
    /// What leads nowhere is about something, and more or less urgent.
    pub about: Option<(Text, Text)>,
    pub from: String,
    pub to: String,
    pub protocol: String,
    pub more: usize,
}

impl Line {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.ticket.number)
    }

    /// As the box beside it posts it.
    #[must_use]
    pub fn picked(&self) -> Picked {
        Picked { number: self.ticket.number.clone(), version: Some(self.ticket.version) }
    }

    /// Whether operators are at it, or should be.
    #[must_use]
    pub fn is_at_hand(&self) -> bool {
        Tab::InProgress.states().contains(&self.ticket.state)
    }

    #[must_use]
    pub fn content(&self) -> Content {
        let wishes = self.ticket.details.wishes();
        let first = wishes.first().cloned().unwrap_or_default();
        Content {
            about: self.about(),
            from: first_of(&first.from),
            to: first_of(&first.to),
            protocol: first_of(&first.over),
            more: wishes.len().saturating_sub(1),
        }
    }

    /// Everything asked for, for exports.
    #[must_use]
    pub fn all_content(&self, lang: Lang) -> String {
        if let Some((about, urgency)) = self.about() {
            return format!("{} {}", lang.say(&urgency), lang.say(&about));
        }
        let wish = |wish: &Wish| format!("{} {} → {}", wish.over, wish.from, wish.to);
        self.ticket.details.wishes().iter().map(wish).collect::<Vec<_>>().join("; ")
    }

    fn about(&self) -> Option<(Text, Text)> {
        let Fields::Support(details) = self.ticket.details.fields() else { return None };
        let called = &details.called;
        let about = match (called.category.is_empty(), called.problem.is_empty()) {
            // A draft may not say yet.
            (true, _) => return None,
            (false, true) => called.category.text(),
            (false, false) => Text::new("support-about")
                .with("category", called.category.text())
                .with("problem", called.problem.text()),
        };
        Some((about, called.severity.text()))
    }
}
