//! The first administrators of a real installation, made at the command line (spec 9, commands).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::reset::{self, LINK_LASTS};
use crate::{
    accounts::{
        account::{self, Account},
        hashing, profile, queries,
        username::Username,
    },
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Actor, Role},
    schema::{departments, ticket_groups, user_roles, users},
    text::Text,
    web::i18n::Lang,
};

/// Makes the first holder of `role`, with a password nobody knows, and answers with the path of the
/// link to choose one. Asked again before they ever signed in, it gives another link.
///
/// # Errors
/// At `username`, `email` or `role`, when they can't be; [`NotNow`](AppError::NotNow) when the role
/// has a holder already: further ones are the portal's own business.
pub fn create_first_admin(
    tx: &mut PgConnection,
    username: &str,
    email: &str,
    role: Role,
    now: DateTime<Utc>,
) -> AppResult<String> {
    if !role.is_separate_power() {
        return Err(AppError::at("role", "account-first-admin-role"));
    }
    let name = Username::parse(username).ok_or_else(|| AppError::at("username", "account-username-malformed"))?;
    let email = profile::email(email).map_err(|why| AppError::at("email", why))?;
    let account = match account::named(tx, &name)? {
        Some(waiting) if is_waiting(tx, &waiting, role)? => waiting,
        Some(_) => return Err(AppError::at("username", "account-username-taken")),
        None if !queries::holders_of(tx, &[role])?.is_empty() => {
            return Err(AppError::NotNow(Text::new("account-first-admin-there").with("role", role.label())));
        }
        None => create(tx, &name, &email, role)?,
    };
    Ok(reset::issue(tx, account.id, LINK_LASTS, now)?.reset_path())
}

fn is_waiting(tx: &mut PgConnection, account: &Account, role: Role) -> AppResult<bool> {
    let never_in = account.last_signed_in_at.is_none() && account.must_change_password && account.disabled_at.is_none();
    Ok(never_in && queries::holders_of(tx, &[role])?.contains(&account.id))
}

fn create(tx: &mut PgConnection, name: &Username, email: &str, role: Role) -> AppResult<Account> {
    let department = operator_department(tx)?;
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::username.eq(name.as_str()),
            users::display_name.eq(Lang::Chinese.say(&role.label())),
            users::email.eq(email),
            users::department_id.eq(department),
            users::ticket_group_id.eq(group_of(tx, department)?),
            users::password_hash.eq(hashing::NONE),
            users::must_change_password.eq(true),
        ))
        .returning(users::id)
        .get_result(tx)?;
    diesel::insert_into(user_roles::table)
        .values((user_roles::user_id.eq(id), user_roles::role.eq(role.code())))
        .execute(tx)?;
    let account = account::get(tx, id)?;
    let made = serde_json::json!({ "username": account.username, "email": account.email, "roles": [role.code()] });
    outbox::tell(tx, &Actor::system(), &Event::new("createUser", "user", account.record()).changed(None, Some(made)))?;
    Ok(account)
}

fn operator_department(tx: &mut PgConnection) -> AppResult<i64> {
    let operators = departments::table.filter(departments::special.eq("operator"));
    if let Some(id) = operators.select(departments::id).first(tx).optional()? {
        return Ok(id);
    }
    let id = diesel::insert_into(departments::table)
        .values((
            departments::name.eq(Lang::Chinese.t("account-operator-department")),
            departments::code.eq("operator"),
            departments::special.eq("operator"),
        ))
        .returning(departments::id)
        .get_result(tx)?;
    Ok(id)
}

/// By default the ticket group is the department (spec 1).
fn group_of(tx: &mut PgConnection, department: i64) -> AppResult<i64> {
    diesel::insert_into(ticket_groups::table)
        .values((ticket_groups::department_id.eq(department), ticket_groups::name.eq("")))
        .on_conflict_do_nothing()
        .execute(tx)?;
    let group = ticket_groups::table.filter(ticket_groups::department_id.eq(department)).order(ticket_groups::id);
    Ok(group.select(ticket_groups::id).first(tx)?)
}
