//! The ticket's way so far, where it stands, and what is still to come.

use super::sheet::Sheet;
use crate::{
    outbox::Line,
    text::Text,
    tickets::{events::Happened, state::State},
    web::record::Moment,
};

/// Talk has a card of its own.
const TALK: [&str; 2] = [Happened::Messaged.audit_name(), Happened::SecretMessaged.audit_name()];

/// Oldest first; what is to come at the end.
pub fn moments(sheet: &Sheet) -> Vec<Moment> {
    let lines = sheet.lines.iter().rev().filter(|line| !TALK.contains(&line.action.as_str()));
    lines.map(|line| Moment { mark: mark(line), ..Moment::from(line.clone()) }).chain(outlook(sheet)).collect()
}

fn mark(line: &Line) -> &'static str {
    match line.action.as_str() {
        "returnCase" | "askCase" | "reopenCase" => "back",
        "cancelCase" => "bad",
        _ => "done",
    }
}

fn outlook(sheet: &Sheet) -> Vec<Moment> {
    let state = sheet.ticket.state;
    let to_come: &[State] = match state {
        State::Draft | State::Returned => &[State::Pending, State::Processing, State::Resolved],
        State::Pending => &[State::Processing, State::Resolved],
        State::Processing | State::WaitingReply => &[State::Resolved],
        State::Resolved => &[],
        State::Completed | State::Closed => return vec![],
    };
    let at_hand = Moment {
        mark: "now",
        who: sheet.assignee.clone().filter(|_| state == State::Processing).unwrap_or_default(),
        note: sheet.is_their_move().then(|| "ticket-your-move".into()),
        ..step(state.name())
    };
    let later = to_come.iter().map(|state| Moment { mark: "todo", ..step(state.name()) });
    [at_hand].into_iter().chain(later).chain([Moment { mark: "todo", ..step(State::Completed.name()) }]).collect()
}

fn step(title: Text) -> Moment {
    Moment {
        mark: "todo",
        title,
        who: String::new(),
        in_place_of: String::new(),
        at: None,
        note: None,
        quote: String::new(),
        more: None,
    }
}
