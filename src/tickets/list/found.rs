//! Which tickets a list finds, in SQL that a growing table doesn't slow down.
//!
//! Departments and states are gone through one by one, each along an index that has the list's order and
//! no further than the page needs: a department of ten tickets is read as fast among a million others.

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Text as SqlText, Timestamptz};

use super::{
    asked::{Filter, Shown},
    reading::{BRIEF, BriefColumns},
    scope::departments_seen,
};
use crate::{
    calendar,
    db::sql::{Bindings, Sql},
    policy::{Action, Actor},
    tickets::state::State,
    web::{
        list::{Cursor, Order},
        search::{NEAR, first_that_say},
    },
};

/// States in which a ticket is somebody's work.
const AT_HAND: [State; 3] = [State::Pending, State::Processing, State::WaitingReply];

/// States in which the operators' time runs: only then is there anything to be late for.
const ON_THE_CLOCK: [State; 2] = [State::Pending, State::Processing];

/// The tickets of a list, before their order: in which departments and states, and what else must hold.
pub struct Found<'a> {
    filter: &'a Filter,
    bindings: Bindings<'static>,
    /// What is gone through one by one.
    each: Vec<String>,
    conditions: Vec<String>,
    /// That its words are said, where words are looked for.
    says: Option<String>,
}

impl<'a> Found<'a> {
    pub fn new(who: &Actor, filter: &'a Filter, now: DateTime<Utc>) -> Self {
        let mut found =
            Self { filter, bindings: Bindings::default(), each: Vec::new(), conditions: Vec::new(), says: None };
        found.in_departments_seen_by(who);
        found.shown(who, now);
        found.not_hidden_from(who);
        found.filtered();
        found
    }

    /// The first `most` beyond the cursor, each with the columns of a [`Brief`](super::reading::Brief).
    pub fn page(mut self, order: Order, cursor: Option<&Cursor>, most: i64) -> Sql<'static, BriefColumns> {
        if let Some(cursor) = cursor {
            let beyond = self.bindings.add_part(order.beyond(cursor));
            self.conditions.push(beyond);
        }
        let page = match &self.says {
            Some(says) if self.each.is_empty() => self.page_of_all(says, order, cursor, most),
            _ => self.page_one_by_one(order, cursor, most),
        };
        self.bindings.into_fragment(format!("SELECT {BRIEF} FROM ({page}) page"))
    }

    fn page_one_by_one(&self, order: Order, cursor: Option<&Cursor>, most: i64) -> String {
        let (of_first, key) = order.of_subquery("first.id", "first.key");
        let first = format!(
            "SELECT {BRIEF}, {key} AS key FROM tickets WHERE {} ORDER BY {} LIMIT {most}",
            self.all_conditions(),
            order.away_from_sql(cursor)
        );
        if self.each.is_empty() {
            return first;
        }
        let (each, in_order) = (self.each.join(", "), of_first.away_from_sql(cursor));
        format!("SELECT first.* FROM {each}, LATERAL ({first}) first ORDER BY {in_order} LIMIT {most}")
    }

    /// For who sees all departments and looks for words, which an index of all tickets has.
    fn page_of_all(&self, says: &str, order: Order, cursor: Option<&Cursor>, most: i64) -> String {
        let (of_far, key) = order.of_subquery("far.id", "far.key");
        let (seen, in_order) = (self.conditions.join(" AND "), order.away_from_sql(cursor));
        let near = format!(
            "SELECT {BRIEF}, {key} AS key
             FROM (SELECT tickets.* FROM tickets WHERE {seen} ORDER BY {in_order} LIMIT {NEAR}) AS tickets
             WHERE {says} ORDER BY {in_order}"
        );
        let far = format!("SELECT {BRIEF}, {key} AS key FROM tickets WHERE {seen} AND {says}");
        first_that_say(&near, &far, &of_far.away_from_sql(cursor), most)
    }

    fn all_conditions(&self) -> String {
        let all: Vec<&str> = self.conditions.iter().chain(&self.says).map(String::as_str).collect();
        all.join(" AND ")
    }

    /// How many there are, counting no further than `most`.
    pub fn count(self, most: i64) -> Sql<'static, BigInt> {
        let counted = self.up_to(most);
        self.bindings.into_fragment(format!("(SELECT count(*) FROM ({counted}) counted)"))
    }

    /// For a question: how many there are in each state, as `'count'`, the number and the state; in all no more
    /// than `most`.
    pub fn count_by_state(self, most: i64) -> Sql<'static> {
        let counted = self.up_to(most);
        self.bindings.into_statement(format!("SELECT 'count', count(*), state FROM ({counted}) counted GROUP BY state"))
    }

    /// The states of `most` of them, whichever; each department and state along its own index.
    fn up_to(&self, most: i64) -> String {
        let few = format!("SELECT tickets.state FROM tickets WHERE {} LIMIT {most}", self.all_conditions());
        if self.each.is_empty() {
            return few;
        }
        format!("SELECT few.state FROM {}, LATERAL ({few}) few LIMIT {most}", self.each.join(", "))
    }

    fn in_departments_seen_by(&mut self, who: &Actor) {
        if let Some(seen) = departments_seen(who, self.filter.department, &mut self.bindings) {
            self.each.push(seen);
            self.conditions.push("tickets.department_id = department.id".to_owned());
        }
    }

    fn shown(&mut self, who: &Actor, now: DateTime<Utc>) {
        match self.filter.shown {
            Shown::All => {}
            Shown::Tab(tab) => self.in_states(tab.states()),
            Shown::State(state) => self.in_states(&[state]),
            Shown::Mine => {
                self.in_states(&AT_HAND);
                let me = self.bindings.add::<BigInt, _>(who.id);
                self.conditions.push(format!("tickets.assignee_id = {me}"));
            }
            Shown::Overdue => {
                self.in_states(&ON_THE_CLOCK);
                let now = self.bindings.add::<Timestamptz, _>(now);
                self.conditions.push(format!("tickets.due_at < {now}"));
            }
        }
    }

    fn in_states(&mut self, states: &[State]) {
        let codes: Vec<&'static str> = states.iter().map(|state| state.code()).collect();
        let codes = self.bindings.add::<Array<SqlText>, _>(codes);
        self.each.push(format!("unnest({codes}) AS among (state)"));
        self.conditions.push("tickets.state = among.state".to_owned());
    }

    /// Drafts are their filers'; what a department took off its lists operators still look up.
    fn not_hidden_from(&mut self, who: &Actor) {
        let me = self.bindings.add::<BigInt, _>(who.id);
        self.conditions.push(format!("(tickets.state <> 'draft' OR tickets.filer_id = {me})"));
        if !who.may(Action::HandleTickets) {
            self.conditions.push("tickets.hidden_at IS NULL".to_owned());
        }
    }

    fn filtered(&mut self) {
        let Filter { q, kind, application, label, from, to, .. } = self.filter.clone();
        if !q.is_empty() {
            let words = self.bindings.add::<SqlText, _>(q);
            self.says = Some(format!("tickets.search @@ search_query({words})"));
        }
        if let Some(kind) = kind {
            let kind = self.bindings.add::<SqlText, _>(kind.slug());
            self.conditions.push(format!("tickets.kind = {kind}"));
        }
        if let Some(id) = application {
            let id = self.bindings.add::<BigInt, _>(id);
            self.conditions.push(format!("tickets.application_id = {id}"));
        }
        if let Some(id) = label {
            let id = self.bindings.add::<BigInt, _>(id);
            self.conditions.push(format!(
                "EXISTS (SELECT FROM ticket_labels borne WHERE borne.ticket_id = tickets.id AND borne.label_id = {id})"
            ));
        }
        if let Some(day) = from {
            let from = self.bindings.add::<Timestamptz, _>(calendar::start_of(day));
            self.conditions.push(format!("tickets.created_at >= {from}"));
        }
        if let Some(next) = to.and_then(|day| day.succ_opt()) {
            let until = self.bindings.add::<Timestamptz, _>(calendar::start_of(next));
            self.conditions.push(format!("tickets.created_at < {until}"));
        }
    }
}
