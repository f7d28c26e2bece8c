//! What the register finds, in SQL that a growing table doesn't slow down.
//!
//! Departments, kinds and states are gone through one by one, each along an index that has the list's order and no
//! further than the page needs. So are the networks that an address lies in, along `opening_addresses`: its rows are
//! networks alone, so that whatever contains an address is found by comparing, and comes in the order of time.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bool, Text as SqlText, Timestamptz},
};
use ipnet::Ipv4Net;

use super::words::Words;
use crate::{
    calendar::{date_of, start_of},
    db::sql::{Bindings, Sql},
    network::{
        address::{IpList, IpRange},
        expiry::{asked_about_before, first_of_next_month},
        mapping::MappingState,
        opening::OpeningKind,
        pool::Pool,
        register::{Filter, Question},
        reserved,
    },
    policy::{Actor, network_sight, ticket_sight},
    schema::departments,
    web::list::{Cursor, Order},
};

/// Networks larger than this are cut up in `opening_addresses`.
const LARGEST: u8 = 16;

/// States in which something is open at the gateway.
const OPEN: [MappingState; 2] = [MappingState::Active, MappingState::ToRemove];

/// Words, ranges and dates find few or many: the best way depends on them.
pub(super) fn depends_on_values(filter: &Filter) -> bool {
    let Filter { q, sought, from, to, .. } = filter;
    let is_one = |list: &Option<IpList>| list.as_ref().is_none_or(|list| single(list).is_some());
    let words = !q.is_empty() && sought.is_none();
    words || !is_one(sought) || !is_one(&filter.reached) || from.is_some() || to.is_some()
}

/// The one address that a list names, if it names one.
fn single(list: &IpList) -> Option<Ipv4Addr> {
    let mut ranges = list.ranges();
    let only = ranges.next().filter(|range| range.size() == 1)?;
    ranges.next().is_none().then(|| only.first())
}

/// What the list finds, before its order: what is gone through one by one, and what else must hold.
pub(super) struct Found<'a> {
    filter: &'a Filter,
    bindings: Bindings<'static>,
    /// Whether it goes along `opening_addresses`, or along the openings themselves.
    by_address: bool,
    each: Vec<String>,
    conditions: Vec<String>,
}

impl<'a> Found<'a> {
    pub(super) fn new(who: &Actor, filter: &'a Filter, words: &Words, now: DateTime<Utc>) -> Self {
        let (reached, sought) = (filter.reached.as_ref(), filter.sought.as_ref());
        // Whatever isn't sorted by time can't be read off the addresses in its order.
        let in_time = !matches!(filter.question, Some(Question::Ending | Question::Unlimited));
        let walked = reached.or(sought).and_then(single).filter(|_| in_time);
        let mut found = Self {
            filter,
            bindings: Bindings::default(),
            by_address: walked.is_some(),
            each: Vec::new(),
            conditions: Vec::new(),
        };
        found.in_departments_seen_by(who);
        if let Some(address) = walked {
            found.with_address(address);
        }
        found.answering(now, walked.is_some());
        match sought {
            Some(list) if walked.is_none() || reached.is_some() => found.about(list, None),
            Some(_) => {}
            None => found.with_words(who, words),
        }
        found.filtered();
        found
    }

    /// A condition that finds the first `most` beyond the cursor.
    pub(super) fn page(mut self, cursor: Option<&Cursor>, most: i64) -> Sql<'static, Bool> {
        let order = self.order();
        if let Some(cursor) = cursor {
            let beyond = self.bindings.add_part(order.beyond(cursor));
            self.conditions.push(beyond);
        }
        let (of_first, key) = order.of_subquery("first.id", "first.key");
        let first = self.some(&format!("{} AS id, {key} AS key", order.id), &order.away_from_sql(cursor), most);
        let page = if self.each.is_empty() {
            first
        } else {
            let (each, in_order) = (self.each.join(", "), of_first.away_from_sql(cursor));
            // What lies in two of the networks is found twice.
            format!(
                "SELECT DISTINCT first.id, first.key FROM {each}, LATERAL ({first}) first ORDER BY {in_order} LIMIT {most}"
            )
        };
        // As an array, whose length the planner guesses well: joined, it expects thousands of rows of a union.
        self.bindings.into_fragment(format!("openings.id = ANY (ARRAY(SELECT page.id FROM ({page}) page))"))
    }

    /// The ids of `most` of them, whichever.
    pub(super) fn up_to(self, most: i64) -> Sql<'static, BigInt> {
        let few = self.some(&format!("{} AS id", self.order().id), "", most);
        let counted = if self.each.is_empty() {
            few
        } else {
            format!("SELECT DISTINCT few.id FROM {}, LATERAL ({few}) few LIMIT {most}", self.each.join(", "))
        };
        self.bindings.into_fragment(counted)
    }

    /// The list's order, as what is gone along has it.
    fn order(&self) -> Order {
        let order = self.filter.order();
        if self.by_address { Order { id: "opening_addresses.opening_id", ..order } } else { order }
    }

    fn some(&self, columns: &str, order: &str, most: i64) -> String {
        let asks_of_openings = self.conditions.iter().any(|condition| condition.contains("openings."));
        let from = match (self.by_address, asks_of_openings) {
            (false, _) => "openings",
            (true, false) => "opening_addresses",
            (true, true) => "opening_addresses JOIN openings ON openings.id = opening_addresses.opening_id",
        };
        let conditions = if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") };
        let order = if order.is_empty() { String::new() } else { format!(" ORDER BY {order}") };
        format!("SELECT {columns} FROM {from} WHERE {conditions}{order} LIMIT {most}")
    }

    fn in_departments_seen_by(&mut self, who: &Actor) {
        if let Some(seen) = network_sight(who).one_by_one(self.filter.department, &mut self.bindings) {
            self.each.push(seen);
            let table = if self.by_address { "opening_addresses" } else { "openings" };
            self.conditions.push(format!("{table}.department_id = department.id"));
        }
    }

    fn with_address(&mut self, address: Ipv4Addr) {
        let networks = self.bindings.add::<Array<SqlText>, _>(networks_around(address));
        self.each.push(format!("unnest({networks}::text[]::cidr[]) AS around (network)"));
        self.conditions.push("opening_addresses.network = around.network".to_owned());
    }

    fn answering(&mut self, now: DateTime<Utc>, walks: bool) {
        match self.filter.question {
            None => self.in_kinds_and_states(self.filter.kind, self.filter.state),
            Some(Question::Reach) => {
                match &self.filter.reached {
                    Some(_) if walks => {
                        let open = self.open_since("opening_addresses", now);
                        self.conditions.push(open);
                    }
                    Some(list) => self.about(list, Some(now)),
                    None => self.conditions.push("false".to_owned()),
                }
                self.in_kinds_and_states(self.filter.kind, self.filter.state);
            }
            Some(Question::Internet) => {
                let begun = self.bindings.add::<Timestamptz, _>(now);
                self.conditions.push(format!("lower(openings.valid) <= {begun}"));
                let states = OPEN.into_iter().filter(|state| self.filter.state.is_none_or(|wanted| wanted == *state));
                let states: Vec<&str> = states.map(MappingState::code).collect();
                let mappings = OpeningKind::Mapping(Pool::Internet);
                let kinds =
                    if self.filter.kind.is_none_or(|kind| kind == mappings) { vec![mappings.code()] } else { vec![] };
                self.among(kinds, states);
            }
            Some(Question::Ending) => {
                let (from, to) = (now, start_of(first_of_next_month(date_of(now))));
                let from = self.bindings.add::<Timestamptz, _>(from);
                let to = self.bindings.add::<Timestamptz, _>(to);
                self.conditions.push(format!(
                    "openings.state = 'active' AND upper(openings.valid) > {from} AND upper(openings.valid) <= {to}"
                ));
                self.of_kind_and_state();
            }
            Some(Question::Unlimited) => {
                let (needed_before, _) = asked_about_before(date_of(now));
                let before = self.bindings.add::<Timestamptz, _>(needed_before);
                self.conditions.push(format!(
                    "openings.state = 'active' AND upper_inf(openings.valid)
                     AND coalesce(openings.recertified_at, openings.opened_at) < {before}"
                ));
                self.of_kind_and_state();
            }
        }
    }

    /// Where the addresses of `table` are reached, and are by now: what renews something isn't open before its own period.
    fn open_since(&mut self, table: &str, now: DateTime<Utc>) -> String {
        let now = self.bindings.add::<Timestamptz, _>(now);
        format!("{table}.is_reached AND {table}.open_since <= {now}")
    }

    fn in_kinds_and_states(&mut self, kind: Option<OpeningKind>, state: Option<MappingState>) {
        if self.by_address || self.filter.application.is_some() || kind.is_none() && state.is_none() {
            return self.of_kind_and_state();
        }
        let kinds = kind.map_or_else(|| OpeningKind::ALL.to_vec(), |kind| vec![kind]);
        let states = state.map_or_else(|| MappingState::ALL.to_vec(), |state| vec![state]);
        self.among(
            kinds.into_iter().map(OpeningKind::code).collect(),
            states.into_iter().map(MappingState::code).collect(),
        );
    }

    fn among(&mut self, kinds: Vec<&'static str>, states: Vec<&'static str>) {
        let kinds = self.bindings.add::<Array<SqlText>, _>(kinds);
        let states = self.bindings.add::<Array<SqlText>, _>(states);
        if self.by_address {
            self.conditions.push(format!("openings.kind = ANY({kinds}) AND openings.state = ANY({states})"));
        } else {
            self.each.push(format!("unnest({kinds}) AS chosen (kind), unnest({states}) AS among (state)"));
            self.conditions.push("openings.kind = chosen.kind AND openings.state = among.state".to_owned());
        }
    }

    fn of_kind_and_state(&mut self) {
        if let Some(kind) = self.filter.kind {
            let kind = self.bindings.add::<SqlText, _>(kind.code());
            self.conditions.push(format!("openings.kind = {kind}"));
        }
        if let Some(state) = self.filter.state {
            let state = self.bindings.add::<SqlText, _>(state.code());
            self.conditions.push(format!("openings.state = {state}"));
        }
    }

    /// Only what has any of these addresses on any side, or what leads there and is open by now.
    fn about(&mut self, list: &IpList, open_by: Option<DateTime<Utc>>) {
        let (around, firsts, lasts) = bounds(list);
        let around = self.bindings.add::<Array<SqlText>, _>(around);
        let firsts = self.bindings.add::<Array<SqlText>, _>(firsts);
        let lasts = self.bindings.add::<Array<SqlText>, _>(lasts);
        let and = open_by.map(|now| format!(" AND {}", self.open_since("about", now))).unwrap_or_default();
        // Networks stand in order with what they contain after them: those that begin within a range lie behind its
        // first address, and those that begin before it contain that address.
        self.conditions.push(format!(
            "openings.id IN (
                 SELECT about.opening_id FROM opening_addresses about
                 WHERE about.network = ANY({around}::text[]::cidr[]){and}
                 UNION ALL
                 SELECT about.opening_id
                 FROM unnest({firsts}::text[]::cidr[], {lasts}::text[]::cidr[]) AS ranges (first, last)
                 JOIN opening_addresses about ON about.network > ranges.first AND about.network <= ranges.last{and})"
        ));
    }

    fn with_words(&mut self, who: &Actor, words: &Words) {
        let condition = match words {
            Words::None => return,
            Words::On(tickets) => {
                let tickets = self.bindings.add::<Array<BigInt>, _>(tickets.clone());
                format!("openings.ticket_id = ANY ({tickets})")
            }
            Words::OnMany => {
                let q = self.bindings.add::<SqlText, _>(self.filter.q.clone());
                let seen = self.bindings.add_part(ticket_sight(who).departments().select(departments::id));
                format!(
                    "openings.ticket_id IN (SELECT wordy.id FROM tickets wordy
                                            WHERE wordy.search @@ search_query({q}) AND wordy.department_id IN ({seen}))"
                )
            }
            Words::Names => {
                let q = self.bindings.add::<SqlText, _>(self.filter.q.clone());
                format!(
                    "openings.application_id IN (
                         SELECT a.id FROM applications a JOIN departments d ON d.id = a.department_id
                         WHERE a.search @@ search_query({q}) OR strpos(d.name, {q}) > 0)"
                )
            }
        };
        self.conditions.push(condition);
    }

    fn filtered(&mut self) {
        if let Some(id) = self.filter.application {
            let id = self.bindings.add::<BigInt, _>(id);
            self.conditions.push(format!("openings.application_id = {id}"));
        }
        if let Some(day) = self.filter.from {
            let from = self.bindings.add::<Timestamptz, _>(start_of(day));
            self.conditions.push(format!("openings.opened_at >= {from}"));
        }
        if let Some(next) = self.filter.to.and_then(|day| day.succ_opt()) {
            let until = self.bindings.add::<Timestamptz, _>(start_of(next));
            self.conditions.push(format!("openings.opened_at < {until}"));
        }
    }
}

/// The networks of `opening_addresses` that an address lies in; for one of the open network, anywhere too.
fn networks_around(address: Ipv4Addr) -> Vec<String> {
    let anywhere = reserved::is_public(address.into()).then_some(0);
    let lengths = anywhere.into_iter().chain(LARGEST..=32);
    lengths.map(|length| Ipv4Net::new_assert(address, length).trunc().to_string()).collect()
}

/// The networks that a list's first addresses lie in, and the first and the last address of each of its ranges.
fn bounds(list: &IpList) -> (Vec<String>, Vec<String>, Vec<String>) {
    let mut around: Vec<String> = list.ranges().flat_map(|range| networks_around(range.first())).collect();
    around.sort_unstable();
    around.dedup();
    let ends = |end: fn(IpRange) -> Ipv4Addr| list.ranges().map(|range| format!("{}/32", end(range))).collect();
    (around, ends(IpRange::first), ends(IpRange::last))
}
