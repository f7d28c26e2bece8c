//! What happens to bills, told once: who answers them, operators, and the audit log (spec 6).

use diesel::PgConnection;

use super::{
    model::{Bill, Kind, RECORD_KIND},
    queries,
    workflow::Event as Step,
};
use crate::{
    accounts::queries::holders_of,
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Role},
    text::Text,
};

fn said(key: &'static str, bill: &Bill) -> Text {
    Text::new(key)
        .with("number", bill.number.as_str())
        .with("month", bill.month().to_string())
        .with("whose", bill.whose())
        .with("amount", bill.amount().to_string())
        .with("round", bill.round)
}

fn notice(to: Vec<i64>, title: &'static str, bill: &Bill, mail: Mail) -> Notice {
    Notice { to, kind: RECORD_KIND, title: said(title, bill), body: said("bill-told-about", bill), mail }
}

/// What became of a bill: who answers it hears of what was sent, operators of what was rejected.
///
/// # Errors
/// When the database refuses.
pub fn tell(tx: &mut PgConnection, who: &Actor, step: Step, before: &Bill, after: &Bill, words: &str) -> AppResult<()> {
    let (action, line) = match step {
        Step::Send if before.round > 0 => ("sendBill", "bill-line-resent"),
        Step::Send if after.is_roll_up() => ("sendBill", "bill-line-ready"),
        Step::Send | Step::Make => ("sendBill", "bill-line-sent"),
        Step::Confirm => ("confirmBill", "bill-line-confirmed"),
        Step::Reject => ("rejectBill", "bill-line-rejected-by"),
        Step::Return => ("returnBill", "bill-line-returned"),
        Step::Wait => ("reopenBill", "bill-line-waits"),
    };
    let told = match step {
        Step::Send => {
            let title = match (after.kind(), before.round) {
                (Kind::Department, 0) => "bill-told-sent",
                (Kind::Department, _) => "bill-told-resent",
                _ => "bill-told-ready",
            };
            vec![notice(queries::answerers(tx, after)?, title, after, Mail::Binding)]
        }
        Step::Reject => vec![to_managers(tx, "bill-told-rejected", after, Mail::AsChosen)?],
        Step::Return => vec![
            to_managers(tx, "bill-told-rejected", after, Mail::AsChosen)?,
            notice(queries::answerers(tx, after)?, "bill-told-returned", after, Mail::AsChosen),
        ],
        Step::Confirm => vec![to_managers(tx, "bill-told-confirmed", after, Mail::No)?],
        Step::Make | Step::Wait => Vec::new(),
    };
    let event = Event::new(action, RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(said(line, after))
        .quoting(words);
    outbox::tell(tx, who, &told.into_iter().fold(event, Event::telling))
}

fn to_managers(tx: &mut PgConnection, title: &'static str, bill: &Bill, mail: Mail) -> AppResult<Notice> {
    Ok(notice(holders_of(tx, &[Role::OpsManager])?, title, bill, mail))
}

/// A line was corrected, or its correction taken back.
///
/// # Errors
/// When the database refuses.
pub fn tell_corrected(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Bill,
    after: &Bill,
    said: Text,
    why: &str,
) -> AppResult<()> {
    let facts = |bill: &Bill| serde_json::json!({ "amount": bill.next_amount().unwrap_or_else(|| bill.amount()).0 });
    let event = Event::new("correctBill", RECORD_KIND, after.record()).changed(Some(facts(before)), Some(facts(after)));
    outbox::tell(tx, who, &event.on_timeline(said).quoting(why))
}

/// Nobody has answered it for so many working days.
///
/// # Errors
/// When the database refuses.
pub fn remind(tx: &mut PgConnection, bill: &Bill, days: u32) -> AppResult<()> {
    let told = notice(queries::answerers(tx, bill)?, "bill-told-overdue", bill, Mail::Binding);
    let event = Event::new("remindOfBill", RECORD_KIND, bill.record())
        .on_timeline(Text::new("bill-line-reminded").with("days", days))
        .telling(told);
    outbox::tell(tx, &Actor::system(), &event)
}
