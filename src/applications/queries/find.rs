use diesel::{
    dsl::{InnerJoin, InnerJoinOn, exists, select},
    helper_types::{Eq, IntoBoxed},
    pg::Pg,
    prelude::*,
};

use crate::{
    applications::{model::Application, state::State},
    error::{AppError, AppResult},
    policy::{Action, Actor, application_sight},
    schema::{applications, departments, users},
};

/// Applications with their department and contact.
pub type Visible = IntoBoxed<
    'static,
    InnerJoinOn<
        InnerJoin<applications::table, departments::table>,
        users::table,
        Eq<users::id, applications::contact_id>,
    >,
    Pg,
>;

/// What `who` sees (spec 2, "Applications").
#[must_use]
pub fn visible_to(who: &Actor) -> Visible {
    let in_sight = application_sight(who).departments().select(departments::id);
    applications::table
        .inner_join(departments::table)
        .inner_join(users::table.on(users::id.eq(applications::contact_id)))
        .filter(applications::department_id.eq_any(in_sight))
        .into_boxed()
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Application> {
    Ok(visible_to(who).filter(applications::id.eq(id)).select(Application::as_select()).first(c)?)
}

/// The same, and nobody else changes it until the transaction ends.
///
/// # Errors
/// As [`find`].
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Application> {
    applications::table.find(id).select(applications::id).for_no_key_update().first::<i64>(tx)?;
    find(tx, who, id)
}

/// One of the applications that `who` files tickets for, retired or not.
///
/// # Errors
/// 404 when there is none in sight, 403 for who may not submit tickets for its department.
pub fn own(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Application> {
    let application = find(c, who, id)?;
    if application.belongs_to_a_filer(who) { Ok(application) } else { Err(AppError::forbidden()) }
}

/// The application a new ticket is for. It isn't retired while the transaction lasts.
///
/// # Errors
/// As [`own`], and 409 when it is retired.
pub fn open_for_tickets(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Application> {
    applications::table.find(id).select(applications::id).for_share().first::<i64>(tx)?;
    let application = own(tx, who, id)?;
    if application.is_active() {
        Ok(application)
    } else {
        Err(AppError::NotNow("application-retired-no-tickets".into()))
    }
}

/// The applications that `who` may file tickets for: the form's list, and 切换应用.
///
/// # Errors
/// When the database can't be had.
pub fn choices(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<(i64, String)>> {
    let own = who.sight(Action::SubmitTickets).departments().select(departments::id);
    let active = applications::table
        .filter(applications::department_id.eq_any(own))
        .filter(applications::state.eq(State::Active.code()));
    Ok(active.order(applications::id).select((applications::id, applications::name)).load(c)?)
}

/// Whom a department's application may name as contact.
///
/// # Errors
/// When the database can't be had.
pub fn contacts(c: &mut PgConnection, department: i64) -> AppResult<Vec<(i64, String)>> {
    let people = users::table.filter(users::department_id.eq(department)).filter(users::disabled_at.is_null());
    Ok(people.order(users::id).select((users::id, users::display_name)).load(c)?)
}

/// Whether a department's application may name this user.
///
/// # Errors
/// When the database can't be had.
pub fn is_contact(c: &mut PgConnection, department: i64, user: i64) -> AppResult<bool> {
    let one = users::table.find(user).filter(users::department_id.eq(department)).filter(users::disabled_at.is_null());
    Ok(select(exists(one)).get_result(c)?)
}
