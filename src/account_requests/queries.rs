//! Reads of account requests, from what the asker may see; and the little that anybody may know by a number.

use chrono::{DateTime, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use super::{
    filter::{Column, Filter},
    model::{AccountRequest, account_requests_with_names as known},
    state::State,
};
use crate::{
    calendar,
    db::sql::{count_of, fragment},
    error::AppResult,
    policy::{Action, Actor, Role},
    schema::{account_requests, departments},
    web::list::{COUNTED, Cursor, Key, Order, Sort},
};

/// Account requests with their department and people.
pub type Visible = IntoBoxed<'static, known::table, Pg>;

/// Operators see all, security administrators those that take their consent, a department's administrators its own and
/// those of its units.
#[must_use]
pub fn visible_to(who: &Actor) -> Visible {
    let all = known::table.into_boxed();
    if who.may(Action::AnswerAccountRequests) {
        all
    } else if who.may(Action::ManageRoles) {
        all.filter(known::role.ne_all([Role::DeptUser, Role::DeptAdmin].map(Role::code)))
    } else {
        let in_sight = who.sight(Action::ViewAccountRequests).departments().select(departments::id);
        all.filter(known::department_id.eq_any(in_sight))
    }
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, number: &str) -> AppResult<AccountRequest> {
    let it = visible_to(who).filter(known::number.eq(number.to_owned()));
    Ok(it.select(AccountRequest::as_select()).first(c)?)
}

/// The same, and nobody else answers it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, number: &str) -> AppResult<AccountRequest> {
    let row = account_requests::table.filter(account_requests::number.eq(number));
    row.select(account_requests::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, number)
}

/// That row, held already.
///
/// # Errors
/// 404 when there is none.
pub fn by_id(c: &mut PgConnection, id: i64) -> AppResult<AccountRequest> {
    Ok(known::table.filter(known::id.eq(id)).select(AccountRequest::as_select()).first(c)?)
}

/// All that a number tells whoever has it.
#[derive(Clone, Debug, Queryable)]
pub struct Receipt {
    pub number: String,
    state: String,
    pub due_at: DateTime<Utc>,
}

impl Receipt {
    /// What the table's check allows is what a state understands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Expired)
    }
}

/// # Errors
/// 404 when nothing has that number.
pub fn receipt(c: &mut PgConnection, number: &str) -> AppResult<Receipt> {
    let columns = (account_requests::number, account_requests::state, account_requests::due_at);
    Ok(account_requests::table.filter(account_requests::number.eq(number)).select(columns).first(c)?)
}

/// `ZH`, the date in Shanghai, and at least four digits; never given twice (spec 0, "Numbers").
#[must_use]
pub fn number_of(nth: i64, at: DateTime<Utc>) -> String {
    format!("ZH{}{nth:04}", calendar::date_of(at).format("%Y%m%d"))
}

fn order(sort: Sort<Column>) -> Order {
    let key = match sort.column {
        Column::Due => Key::Time("account_requests_with_names.due_at"),
        Column::Name => Key::Text("account_requests_with_names.display_name"),
    };
    Order { id: "account_requests_with_names.id", key, descending: sort.descending }
}

/// Its place in a list sorted by `column`.
#[must_use]
pub fn place(request: &AccountRequest, column: Column) -> (i64, String) {
    let key = match column {
        Column::Due => crate::web::list::micros(request.due_at),
        Column::Name => request.display_name.clone(),
    };
    (request.id, key)
}

fn filtered(who: &Actor, filter: &Filter) -> Visible {
    let mut found = visible_to(who);
    if let Some(state) = filter.state {
        found = found.filter(known::state.eq(state.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(known::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        let said = fragment::<Bool>("(search @@ (SELECT search_query($1)) OR strpos(department, $1) > 0)");
        found = found.filter(said.bind::<SqlText, _>(filter.q.clone()));
    }
    found
}

/// Up to `most` in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn page(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<AccountRequest>> {
    let (order, mut found) = (order(filter.sort), filtered(who, filter));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(AccountRequest::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<i64> {
    count_of(c, filtered(who, filter).select(known::id).limit(COUNTED))
}

/// The departments that the list can be narrowed to.
///
/// # Errors
/// When the database can't be had.
pub fn departments_in_sight(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<(i64, String)>> {
    who.sight(Action::ViewAccountRequests).named_departments(c)
}
