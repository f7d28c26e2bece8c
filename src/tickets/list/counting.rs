//! How many tickets each tab has: from the tallies where they can tell, else counted as far as is shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection,
    sql_types::{BigInt, Text as SqlText},
};

use super::{
    asked::{Filter, Shown},
    found::Found,
    question::{Answers, Question},
    scope::departments_seen,
};
use crate::{
    error::AppResult,
    policy::{Action, Actor},
    tickets::state::State,
    web::list::COUNTED,
};

/// How many there are of each state, and on each tab that isn't made of states.
pub struct Counts {
    found: HashMap<String, i64>,
    /// More than were counted in one go, so that each tab was counted for itself.
    by_tab: bool,
}

impl Counts {
    /// Those on these tabs, with the rest of the filter as it is.
    pub fn ask(question: &mut Question, who: &Actor, filter: &Filter, on: &[Shown], now: DateTime<Utc>) {
        if filter.is_tallied() {
            tallies(question, who, filter);
        } else {
            let all = Found::new(who, &filter.showing(Shown::All), now).count_by_state(COUNTED);
            let all = question.bindings.add_part(all);
            question.part(all);
        }
        for view in on.iter().filter(|shown| shown.states().is_none()) {
            count_on(question, who, filter, *view, now);
        }
    }

    /// What was answered; where there are more than are counted in one go, each tab is counted for itself.
    ///
    /// # Errors
    /// When the database can't be had.
    pub fn answered(
        answers: &mut Answers,
        c: &mut PgConnection,
        who: &Actor,
        filter: &Filter,
        on: &[Shown],
        now: DateTime<Utc>,
    ) -> AppResult<Self> {
        let counts = Self { found: added_up(answers), by_tab: false };
        if filter.is_tallied() || State::ALL.iter().map(|state| counts.of(state.code())).sum::<i64>() < COUNTED {
            return Ok(counts);
        }
        let mut question = Question::default();
        for shown in on {
            count_on(&mut question, who, filter, *shown, now);
        }
        Ok(Self { found: added_up(&mut question.ask(c, filter.is_planned_for_values())?), by_tab: true })
    }

    #[must_use]
    pub fn on(&self, shown: Shown) -> i64 {
        match shown.states() {
            Some(states) if !self.by_tab => states.iter().map(|state| self.of(state.code())).sum(),
            _ => self.of(&name(shown)),
        }
    }

    fn of(&self, name: &str) -> i64 {
        self.found.get(name).copied().unwrap_or_default()
    }
}

fn added_up(answers: &mut Answers) -> HashMap<String, i64> {
    let mut found = HashMap::new();
    for (count, of) in answers.take("count") {
        *found.entry(of).or_default() += count;
    }
    found
}

fn count_on(question: &mut Question, who: &Actor, filter: &Filter, shown: Shown, now: DateTime<Utc>) {
    let count = Found::new(who, &filter.showing(shown), now).count(COUNTED);
    let (name, count) = (question.bindings.add::<SqlText, _>(name(shown)), question.bindings.add_part(count));
    question.part(format!("SELECT 'count', {count}, {name}"));
}

/// A tab and a state can have one code.
fn name(shown: Shown) -> String {
    format!("on {}", shown.code())
}

/// Each state's sum, and the drafts, which only their filer counts.
fn tallies(question: &mut Question, who: &Actor, filter: &Filter) {
    let seen = departments_seen(who, filter.department, &mut question.bindings);
    let seen = seen.map_or_else(String::new, |seen| format!("AND department_id IN (SELECT department.id FROM {seen})"));
    let me = question.bindings.add::<BigInt, _>(who.id);
    let kind = match filter.kind {
        Some(kind) => format!("AND kind = {}", question.bindings.add::<SqlText, _>(kind.slug())),
        None => String::new(),
    };
    let shown = if who.may(Action::HandleTickets) { "" } else { "AND NOT hidden" };
    let draft = State::Draft.code();
    question.part(format!(
        "SELECT 'count', sum(tickets)::bigint, state FROM ticket_tallies
         WHERE state <> '{draft}' {seen} {kind} {shown} GROUP BY state"
    ));
    question.part(format!(
        "SELECT 'count', count(*), '{draft}' FROM tickets WHERE state = '{draft}' AND filer_id = {me} {seen} {kind}"
    ));
}
