//! Requests that wait for somebody's decision or delivery, and those whom they wait for.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*, sql_types::Bool};

use super::find::{Visible, visible_to};
use crate::{
    accounts,
    db::sql::count_of,
    error::AppResult,
    policy::{Action, Actor},
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

/// Whether this is one that waits for `who`: nobody decides what they filed themselves.
#[must_use]
pub fn is_waiting(who: &Actor, what: Waiting) -> Condition {
    let in_sight = |action: Action| who.sight(action).departments().select(departments::id);
    let of = |state: State, action: Action| -> Condition {
        Box::new(known::state.eq(state.code()).and(known::department_id.eq_any(in_sight(action))))
    };
    match what {
        Waiting::Delivery => of(State::Delivering, Action::Deliver),
        Waiting::Decision => {
            let any = Review::ALL
                .into_iter()
                .map(|review| of(review.state(), review.action()))
                .reduce(|one, other| Box::new(one.or(other)));
            let none: Condition = Box::new(known::id.eq(0));
            Box::new(any.unwrap_or(none).and(known::applicant_id.ne(who.id)))
        }
    }
}

fn all(who: &Actor, what: Waiting) -> Visible {
    visible_to(who).filter(is_waiting(who, what))
}

/// What is due first comes first.
const ORDER: Order = Order {
    id: "requests_with_names.id",
    key: Key::Time("coalesce(requests_with_names.due_at, '9999-12-31 00:00:00+00'::timestamptz)"),
    descending: false,
};

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
    let mut found = all(who, what);
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
    let found = visible_to(who).filter(any).order(ORDER.away_from(None)).limit(most);
    Ok(found.select(Request::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_waiting(c: &mut PgConnection, who: &Actor, what: Waiting) -> AppResult<i64> {
    count_of(c, all(who, what).select(known::id).limit(COUNTED))
}

impl Request {
    /// Its place among those that wait.
    #[must_use]
    pub fn place_by_due(&self) -> (i64, String) {
        let latest = DateTime::<Utc>::from_timestamp(253_402_214_400, 0).unwrap_or_default();
        (self.id, crate::web::list::micros(self.due_at.unwrap_or(latest)))
    }
}

/// The active accounts that the request waits for in its state, but for who applied; nobody where it is nobody's move
/// but theirs.
///
/// # Errors
/// When the database can't be had.
pub fn deciders(c: &mut PgConnection, request: &Request) -> AppResult<Vec<i64>> {
    let action = match request.state {
        State::Delivering => Action::Deliver,
        state => match state.review() {
            Some(review) => review.action(),
            None => return Ok(Vec::new()),
        },
    };
    let Some(sector) = request.sector() else { return Ok(Vec::new()) };
    let mut they = accounts::queries::who_may(c, action, sector)?;
    they.retain(|id| *id != request.applicant_id);
    Ok(they)
}
