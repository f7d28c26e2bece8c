//! Requests that wait for somebody's decision or delivery, and those whom they wait for.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*, sql_types::Bool};

use super::find::{Visible, within};
use crate::{
    accounts,
    db::sql::count_of,
    delegations,
    error::AppResult,
    policy::{Action, Actor, Right, Sight, resource_sight},
    requests::{
        model::{Request, requests_with_names as known},
        review::Review,
        state::State,
    },
    schema::departments,
    web::list::{COUNTED, Cursor, Key, Order},
};

/// What is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waiting {
    #[default]
    Decision,
    Delivery,
}

type Condition = Box<dyn BoxableExpression<known::table, Pg, SqlType = Bool>>;

/// Whether this is one that waits for `who`: nobody decides what they filed themselves, nor does anybody in their place.
#[must_use]
pub fn is_waiting(who: &Actor, what: Waiting) -> Condition {
    let of = |state: State, sight: &Sight| -> Condition {
        let there = known::state.eq(state.code());
        if *sight == Sight::All {
            return Box::new(there);
        }
        Box::new(there.and(known::department_id.eq_any(sight.departments().select(departments::id))))
    };
    match what {
        Waiting::Delivery => of(State::Delivering, &who.sight(Action::Deliver)),
        Waiting::Decision => {
            let in_right = |review: Review, right: &Right<'_>| -> Condition {
                Box::new(of(review.state(), &right.sight).and(known::applicant_id.ne(right.holder)))
            };
            let rights = Review::ALL
                .into_iter()
                .flat_map(|review| who.rights(review.action()).into_iter().map(move |right| (review, right)));
            let any =
                rights.map(|(review, right)| in_right(review, &right)).reduce(|one, other| Box::new(one.or(other)));
            let none: Condition = Box::new(known::id.eq(0));
            Box::new(any.unwrap_or(none).and(known::applicant_id.ne(who.id)))
        }
    }
}

/// Whatever waits for somebody is due at a time, and was submitted.
fn all(who: &Actor, waiting: Condition) -> Visible {
    within(known::table.filter(known::due_at.is_not_null()).into_boxed(), &resource_sight(who)).filter(waiting)
}

/// What is due first comes first; an index has that order.
const ORDER: Order =
    Order { id: "requests_with_names.id", key: Key::Time("requests_with_names.due_at"), descending: false };

/// Up to `most` of them, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn waiting(
    c: &mut PgConnection,
    who: &Actor,
    what: Waiting,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Request>> {
    let mut found = all(who, is_waiting(who, what));
    if let Some(cursor) = cursor {
        found = found.filter(ORDER.beyond(cursor));
    }
    Ok(found.order(ORDER.away_from(cursor)).limit(most).select(Request::as_select()).load(c)?)
}

/// The first of all that wait for `who`, to decide or to deliver.
///
/// # Errors
/// When the database can't be had.
pub fn waiting_in_all(c: &mut PgConnection, who: &Actor, most: i64) -> AppResult<Vec<Request>> {
    let decisions = is_waiting(who, Waiting::Decision);
    let any: Condition =
        if who.may(Action::Deliver) { Box::new(decisions.or(is_waiting(who, Waiting::Delivery))) } else { decisions };
    let found = all(who, any).order(ORDER.away_from(None)).limit(most);
    Ok(found.select(Request::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_waiting(c: &mut PgConnection, who: &Actor, what: Waiting) -> AppResult<i64> {
    count_of(c, all(who, is_waiting(who, what)).select(known::id).limit(COUNTED))
}

impl Request {
    /// Its place among those that wait.
    #[must_use]
    pub fn place_by_due(&self) -> (i64, String) {
        let latest = DateTime::<Utc>::from_timestamp(253_402_214_400, 0).unwrap_or_default();
        (self.id, crate::web::list::micros(self.due_at.unwrap_or(latest)))
    }
}

/// The active accounts that the request waits for in its state, but for who applied, with those who decide in their place;
/// nobody where it is nobody's move but the applicant's.
///
/// # Errors
/// When the database can't be had.
pub fn deciders(c: &mut PgConnection, request: &Request) -> AppResult<Vec<i64>> {
    let review = request.state.review();
    let action = match (request.state, review) {
        (State::Delivering, _) => Action::Deliver,
        (_, Some(review)) => review.action(),
        (_, None) => return Ok(Vec::new()),
    };
    let Some(sector) = request.sector() else { return Ok(Vec::new()) };
    let mut they = accounts::queries::who_may(c, action, sector)?;
    they.retain(|id| *id != request.applicant_id);
    if review.is_some() {
        they.extend(delegations::queries::delegates_of(c, &they)?);
        they.sort_unstable();
        they.dedup();
        they.retain(|id| *id != request.applicant_id);
    }
    Ok(they)
}
