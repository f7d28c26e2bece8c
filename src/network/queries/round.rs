//! Where the yearly confirmation stands, department by department.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Nullable, Text as SqlText, Timestamptz},
};

use crate::{
    calendar::start_of,
    db::sql::statement,
    error::AppResult,
    network::expiry::{asked_about_before, year_before},
};

/// How far a department has come in the last twelve months.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Standing {
    #[diesel(sql_type = BigInt)]
    pub department_id: i64,
    #[diesel(sql_type = SqlText)]
    pub department: String,
    /// Openings that nobody has answered for yet.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    /// When the one that waits longest was last said to be needed.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub needed_since: Option<DateTime<Utc>>,
    /// When its people were last asked.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub asked_at: Option<DateTime<Utc>>,
    /// Said to be needed, and given up.
    #[diesel(sql_type = BigInt)]
    pub confirmed: i64,
    #[diesel(sql_type = BigInt)]
    pub given_up: i64,
}

/// Who has most to answer comes first. It is the operators' alone to see so.
///
/// # Errors
/// When the database can't be had.
pub fn round(c: &mut PgConnection, today: NaiveDate) -> AppResult<Vec<Standing>> {
    let (needed_before, _) = asked_about_before(today);
    let standing = statement(
        "SELECT d.id AS department_id, d.name AS department, sum(waiting)::bigint AS waiting,
                min(needed_since) AS needed_since, max(asked_at) AS asked_at,
                sum(confirmed)::bigint AS confirmed, sum(given_up)::bigint AS given_up
         FROM (SELECT department_id, count(*) AS waiting, min(coalesce(recertified_at, opened_at)) AS needed_since,
                      max(recertification_asked_at) AS asked_at, 0 AS confirmed, 0 AS given_up
               FROM openings
               WHERE state = 'active' AND upper_inf(valid) AND coalesce(recertified_at, opened_at) < $1
               GROUP BY department_id
               UNION ALL
               SELECT department_id, 0, NULL, NULL, count(*), 0 FROM openings WHERE recertified_at >= $2 GROUP BY department_id
               UNION ALL
               SELECT department_id, 0, NULL, NULL, 0, count(*) FROM openings
               WHERE end_reason = 'not_needed' AND ended_at >= $2 GROUP BY department_id) parts
         JOIN departments d ON d.id = parts.department_id
         GROUP BY d.id, d.name
         ORDER BY waiting DESC, d.id",
    );
    Ok(standing.bind::<Timestamptz, _>(needed_before).bind::<Timestamptz, _>(start_of(year_before(today))).load(c)?)
}
