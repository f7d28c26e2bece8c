//! Which tickets a list finds, in SQL that a growing table doesn't slow down.
//!
//! Departments and states are gone through one by one, each along an index that has the list's order and
//! no further than the page needs: a department of ten tickets is read as fast among a million others.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Text as SqlText, Timestamptz},
};

use super::asked::{Filter, Shown};
use crate::{
    calendar,
    db::sql::{Bindings, Sql},
    policy::{Action, Actor, Sight, ticket_sight},
    schema::departments,
    tickets::state::State,
    web::list::{Cursor, Order},
};

/// States in which a ticket is somebody's work.
const AT_HAND: [State; 3] = [State::Pending, State::Processing, State::WaitingReply];

/// The tickets of a list, before their order: in which departments and states, and what else must hold.
pub struct Found<'a> {
    filter: &'a Filter,
    bindings: Bindings<'static>,
    /// What is gone through one by one.
    each: Vec<String>,
    conditions: Vec<String>,
}

impl<'a> Found<'a> {
    pub fn new(who: &Actor, filter: &'a Filter, now: DateTime<Utc>) -> Self {
        let mut found = Self { filter, bindings: Bindings::default(), each: Vec::new(), conditions: Vec::new() };
        found.in_departments_seen_by(who);
        found.shown(who, now);
        found.not_hidden_from(who);
        found.filtered();
        found
    }

    /// For `filter`: the ticket is among the first `most` beyond the cursor.
    pub fn page(mut self, order: Order, cursor: Option<&Cursor>, most: i64) -> Sql<'static, Bool> {
        if let Some(cursor) = cursor {
            let beyond = self.bindings.add_part(order.beyond(cursor));
            self.conditions.push(beyond);
        }
        let (of_first, key) = order.of_subquery("first.id", "first.key");
        let first = format!(
            "SELECT tickets.id, {key} AS key FROM tickets WHERE {} ORDER BY {} LIMIT {most}",
            self.conditions.join(" AND "),
            order.away_from_sql(cursor)
        );
        let ids = if self.each.is_empty() {
            format!("SELECT first.id FROM ({first}) first")
        } else {
            let (each, in_order) = (self.each.join(", "), of_first.away_from_sql(cursor));
            format!("SELECT first.id FROM {each}, LATERAL ({first}) first ORDER BY {in_order} LIMIT {most}")
        };
        self.bindings.into_fragment(format!("tickets.id = ANY(ARRAY({ids}))"))
    }

    /// How many there are, counting no further than `most`.
    pub fn count(self, most: i64) -> Sql<'static, BigInt> {
        let (wheres, mut from) = (self.conditions.join(" AND "), self.each);
        from.push("tickets".to_owned());
        let counted = format!("SELECT FROM {} WHERE {wheres} LIMIT {most}", from.join(", "));
        self.bindings.into_fragment(format!("(SELECT count(*) FROM ({counted}) counted)"))
    }

    fn in_departments_seen_by(&mut self, who: &Actor) {
        let (sight, chosen) = (ticket_sight(who), self.filter.department);
        if sight == Sight::All && chosen.is_none() {
            return;
        }
        let mut seen = sight.departments();
        if let Some(id) = chosen {
            seen = seen.filter(departments::id.eq(id));
        }
        let seen = self.bindings.add_part(seen.select(departments::id));
        self.each.push(format!("({seen}) AS department (id)"));
        self.conditions.push("tickets.department_id = department.id".to_owned());
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
        let Filter { q, kind, application, from, to, .. } = self.filter.clone();
        if !q.is_empty() {
            let words = self.bindings.add::<SqlText, _>(q);
            self.conditions.push(format!("tickets.search @@ search_query({words})"));
        }
        if let Some(kind) = kind {
            let kind = self.bindings.add::<SqlText, _>(kind.slug());
            self.conditions.push(format!("tickets.kind = {kind}"));
        }
        if let Some(id) = application {
            let id = self.bindings.add::<BigInt, _>(id);
            self.conditions.push(format!("tickets.application_id = {id}"));
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
