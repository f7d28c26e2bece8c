use diesel::{
    dsl::sql,
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText},
};

use super::find::{Visible, visible_to};
use crate::{
    applications::{filter::Filter, model::Application},
    error::AppResult,
    policy::Actor,
    schema::applications,
    web::list::{Cursor, EXACT, PAGE},
};

/// A line of the list.
#[derive(Clone, Debug, Queryable)]
#[diesel(check_for_backend(Pg))]
pub struct Row {
    pub application: Application,
    /// Submitted and not yet ended.
    pub open_tickets: i64,
    /// Not retired.
    pub hosts: i64,
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    let open_tickets: diesel::expression::SqlLiteral<BigInt> = sql::<BigInt>(
        "(SELECT count(*) FROM tickets WHERE application_id = applications.id AND hidden_at IS NULL
             AND state IN ('returned', 'pending', 'processing', 'waiting_reply', 'resolved'))",
    );
    let hosts: diesel::expression::SqlLiteral<BigInt> =
        sql::<BigInt>("(SELECT count(*) FROM hosts WHERE application_id = applications.id AND state <> 'retired')");
    let application: diesel::dsl::AsSelect<Application, Pg> = Application::as_select();
    (application, open_tickets, hosts)
}

fn filtered(who: &Actor, filter: &Filter) -> Visible {
    let mut found = visible_to(who);
    if let Some(state) = filter.state {
        found = found.filter(applications::state.eq(state.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(applications::department_id.eq(department));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            sql::<Bool>("(applications.search @@ search_query(")
                .bind::<SqlText, _>(filter.q.clone())
                .sql(") OR strpos(departments.name, ")
                .bind::<SqlText, _>(filter.q.clone())
                .sql(") > 0 OR strpos(users.display_name, ")
                .bind::<SqlText, _>(filter.q.clone())
                .sql(") > 0)"),
        );
    }
    found
}

/// One page of the list and one row more, read away from the cursor; the newest first.
///
/// # Errors
/// When the database can't be had.
pub fn page(c: &mut PgConnection, who: &Actor, filter: &Filter, cursor: Option<&Cursor>) -> AppResult<Vec<Row>> {
    let found = filtered(who, filter).select(columns()).limit((PAGE + 1) as i64);
    Ok(match cursor {
        None => found.order(applications::id.desc()).load(c)?,
        Some(Cursor { back: false, id, .. }) => {
            found.filter(applications::id.lt(*id)).order(applications::id.desc()).load(c)?
        }
        Some(Cursor { back: true, id, .. }) => found.filter(applications::id.gt(*id)).order(applications::id.asc()).load(c)?,
    })
}

/// Up to `most` rows after the one with the given id, for exports.
///
/// # Errors
/// When the database can't be had.
pub fn after(c: &mut PgConnection, who: &Actor, filter: &Filter, id: Option<i64>, most: usize) -> AppResult<Vec<Row>> {
    let older = filtered(who, filter).filter(applications::id.lt(id.unwrap_or(i64::MAX)));
    Ok(older.order(applications::id.desc()).limit(most as i64).select(columns()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count(c: &mut PgConnection, who: &Actor, filter: &Filter) -> AppResult<i64> {
    let some = filtered(who, filter).select(applications::id).limit(EXACT + 1);
    Ok(applications::table.filter(applications::id.eq_any(some)).count().get_result(c)?)
}
