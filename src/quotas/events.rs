//! What happens to quotas, told once: who decides, the applicant, and the audit log (spec 6).

use diesel::PgConnection;

use super::{
    queries,
    request::{QuotaRequest, RECORD_KIND},
    state::State,
};
use crate::{
    accounts::queries::holders_of,
    error::AppResult,
    outbox::{self, Event, Mail, Notice},
    policy::{Actor, Role},
    text::Text,
};

fn said(key: &'static str, it: &QuotaRequest) -> Text {
    Text::new(key)
        .with("number", it.number.as_str())
        .with("department", it.department.as_str())
        .with("parent", it.parent.as_str())
        .with("applicant", it.applicant.as_str())
        .with("count", it.metrics)
}

fn notice(to: Vec<i64>, title: &'static str, it: &QuotaRequest, mail: Mail) -> Notice {
    Notice { to, kind: "quota", title: said(title, it), body: said("quota-told-about", it), mail }
}

/// Whoever decides hears of it; where nobody may, those who could grant it do.
///
/// # Errors
/// When the database refuses.
pub fn tell_filed(tx: &mut PgConnection, who: &Actor, it: &QuotaRequest) -> AppResult<()> {
    let deciders = queries::decided_by(tx, it.department_id, it.parent_id, it.applicant_id)?;
    let told = if deciders.is_empty() {
        notice(holders_of(tx, &[Role::SecurityAdmin])?, "quota-told-nobody", it, Mail::Binding)
    } else {
        notice(deciders, "quota-told-filed", it, Mail::Binding)
    };
    let event = Event::new("createQuotaRequest", RECORD_KIND, it.record())
        .changed(None, Some(it.facts()))
        .on_timeline(said("quota-line-filed", it))
        .quoting(&it.reason)
        .telling(told);
    outbox::tell(tx, who, &event)
}

/// What became of it: the applicant hears, and at the root those who set totals, where it waits for them.
///
/// # Errors
/// When the database refuses.
pub fn tell(
    tx: &mut PgConnection,
    who: &Actor,
    before: &QuotaRequest,
    after: &QuotaRequest,
    words: &str,
) -> AppResult<()> {
    let (action, line, title) = match after.state() {
        State::Approved => ("approveQuotaRequest", "quota-line-approved", "quota-told-approved"),
        State::Rejected => ("rejectQuotaRequest", "quota-line-rejected", "quota-told-rejected"),
        State::Allocating => ("passQuotaRequest", "quota-line-allocating", "quota-told-allocating"),
        State::Withdrawn | State::Pending => ("withdrawQuotaRequest", "quota-line-withdrawn", "quota-told-withdrawn"),
    };
    let mut event = Event::new(action, RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(said(line, after))
        .quoting(words);
    event = match after.state() {
        State::Withdrawn => {
            let deciders = queries::decided_by(tx, after.department_id, after.parent_id, after.applicant_id)?;
            event.telling(notice(deciders, title, after, Mail::No))
        }
        _ => event.telling(notice(vec![after.applicant_id], title, after, Mail::AsChosen)),
    };
    if after.state() == State::Allocating && after.is_at_root {
        let keepers = holders_of(tx, &[Role::PlatformAdmin])?;
        event = event.telling(notice(keepers, "quota-told-root-lacks", after, Mail::Binding));
    }
    outbox::tell(tx, who, &event)
}
