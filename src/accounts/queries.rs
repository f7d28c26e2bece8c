//! Who is who, for this room and the others.

use std::str::FromStr;

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, Text as SqlText},
};

use crate::{error::AppResult, policy::Role, text::Text};

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

/// Those of the example's people who still have the password they came with.
///
/// # Errors
/// When the database can't be had.
pub fn demo_accounts(c: &mut PgConnection) -> AppResult<Vec<DemoAccount>> {
    let rows: Vec<DemoRow> = sql_query(
        "SELECT u.username, u.display_name, d.name AS department,
                ARRAY(SELECT role FROM user_roles WHERE user_id = u.id ORDER BY role) AS roles
         FROM users u JOIN departments d ON d.id = u.department_id
         WHERE u.disabled_at IS NULL AND NOT u.must_change_password
           AND NOT EXISTS (SELECT FROM password_history h WHERE h.user_id = u.id)
         ORDER BY u.id LIMIT 40",
    )
    .load(c)?;
    let labels = |codes: &[String]| codes.iter().filter_map(|code| Role::from_str(code).ok()).map(Role::label).collect();
    let account = |row: DemoRow| DemoAccount {
        roles: labels(&row.roles),
        username: row.username,
        display_name: row.display_name,
        department: row.department,
    };
    Ok(rows.into_iter().map(account).collect())
}
