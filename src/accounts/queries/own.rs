//! What the room's own pages and commands read.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, Text as SqlText},
};
use uuid::Uuid;

use crate::{
    accounts::{commands::REMEMBERED, token::Token},
    db::sql::statement,
    error::AppResult,
    policy::Role,
    schema::{password_history as history, password_resets as resets, sessions, users},
    text::Text,
    web::session::{IDLE, LIFE},
};

/// More sessions at once nobody has.
const SESSIONS: i64 = 50;

/// A session that still opens pages.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct LivingSession {
    pub id: Uuid,
    pub address: String,
    pub user_agent: String,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
}

/// The sessions `user` is signed in with, the latest seen first.
///
/// # Errors
/// When the database can't be had.
pub fn living_sessions(c: &mut PgConnection, user: i64, now: DateTime<Utc>) -> AppResult<Vec<LivingSession>> {
    let living = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::last_seen_at.gt(now - IDLE))
        .filter(sessions::created_at.gt(now - LIFE));
    let latest = living.order((sessions::last_seen_at.desc(), sessions::id)).limit(SESSIONS);
    Ok(latest.select(LivingSession::as_select()).load(c)?)
}

/// The passwords `user` had before the current one and can't take up again, hashed.
///
/// # Errors
/// When the database can't be had.
pub fn earlier_passwords(c: &mut PgConnection, user: i64) -> AppResult<Vec<String>> {
    let earlier = history::table.filter(history::user_id.eq(user)).order(history::id.desc()).limit(REMEMBERED - 1);
    Ok(earlier.select(history::password_hash).load(c)?)
}

/// Whose password this link resets, while it opens.
///
/// # Errors
/// When the database can't be had.
pub fn reset_of(c: &mut PgConnection, token: &Token, now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let user = resets::table
        .inner_join(users::table)
        .filter(resets::token_hash.eq(token.hash()))
        .filter(resets::used_at.is_null())
        .filter(resets::expires_at.gt(now))
        .filter(users::disabled_at.is_null())
        .select(users::id)
        .first(c);
    Ok(user.optional()?)
}

/// Somebody to try the demonstration as.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub username: String,
    pub display_name: String,
    pub department: String,
    pub roles: Vec<Text>,
}

#[derive(QueryableByName)]
struct DemoRow {
    #[diesel(sql_type = SqlText)]
    username: String,
    #[diesel(sql_type = SqlText)]
    display_name: String,
    #[diesel(sql_type = SqlText)]
    department: String,
    #[diesel(sql_type = Array<SqlText>)]
    roles: Vec<String>,
}

/// The password of everybody in the example, never asked to be changed.
pub const DEMO_PASSWORD: &str = "Yunwu@Demo2026";

/// Those of the example's people who still have the password they came with.
///
/// # Errors
/// When the database can't be had.
pub fn demo_accounts(c: &mut PgConnection) -> AppResult<Vec<DemoAccount>> {
    let rows: Vec<DemoRow> = statement(
        "SELECT u.username, u.display_name, d.name AS department,
                ARRAY(SELECT role FROM user_roles WHERE user_id = u.id ORDER BY role) AS roles
         FROM users u JOIN departments d ON d.id = u.department_id
         WHERE u.disabled_at IS NULL AND NOT u.must_change_password
           AND NOT EXISTS (SELECT FROM password_history h WHERE h.user_id = u.id)
         ORDER BY u.id LIMIT 40",
    )
    .load(c)?;
    let labels =
        |codes: &[String]| codes.iter().filter_map(|code| Role::from_str(code).ok()).map(Role::label).collect();
    let account = |row: DemoRow| DemoAccount {
        roles: labels(&row.roles),
        username: row.username,
        display_name: row.display_name,
        department: row.department,
    };
    Ok(rows.into_iter().map(account).collect())
}
