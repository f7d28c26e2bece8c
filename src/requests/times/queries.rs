//! The report in one query, which reads nothing but an index, however many requests there are.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable, Text as SqlText, Timestamptz},
};

use super::{
    period::Period,
    report::{Department, Report, Steps, Times},
};
use crate::{
    db::sql::Bindings,
    error::AppResult,
    policy::{Action, Actor},
    requests::state::State,
    schema::departments,
};

/// One step of all requests, or of a department's.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<BigInt>)]
    department_id: Option<i64>,
    #[diesel(sql_type = Nullable<SqlText>)]
    department: Option<String>,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = BigInt)]
    ended: i64,
    #[diesel(sql_type = BigInt)]
    in_time: i64,
    #[diesel(sql_type = BigInt)]
    median: i64,
    #[diesel(sql_type = BigInt)]
    ninth: i64,
    #[diesel(sql_type = BigInt)]
    longest: i64,
    #[diesel(sql_type = BigInt)]
    overdue: i64,
}

/// What became of the requests in the sight of `who`.
///
/// # Errors
/// When the database can't be had.
pub fn report(c: &mut PgConnection, who: &Actor, period: Period, now: DateTime<Utc>) -> AppResult<Report> {
    let (first, end) = period.moments();
    let mut bindings = Bindings::default();
    let [first, end, now] = [first, end, now].map(|moment| bindings.add::<Timestamptz, _>(moment));
    let sight = who.sight(Action::ViewRequestTimes).departments().select(departments::id);
    let sight = bindings.add_part(sight);
    let rows: Vec<Row> = bindings
        .into_statement(format!(
            "SELECT part.*, d.name AS department
             FROM (SELECT department_id, state, count(*) AS ended, count(*) FILTER (WHERE until <= due_at) AS in_time,
                          round(percentile_cont(0.5) WITHIN GROUP (ORDER BY working_seconds))::bigint AS median,
                          round(percentile_cont(0.9) WITHIN GROUP (ORDER BY working_seconds))::bigint AS ninth,
                          max(working_seconds) AS longest, 0::bigint AS overdue
                   FROM request_turns WHERE until >= {first} AND until < {end} AND department_id IN ({sight})
                   GROUP BY GROUPING SETS ((state), (state, department_id))
                   UNION ALL
                   SELECT department_id, state, 0, 0, 0, 0, 0, count(*)
                   FROM resource_requests WHERE due_at <= {now} AND department_id IN ({sight})
                   GROUP BY GROUPING SETS ((state), (state, department_id))) part
             LEFT JOIN departments d ON d.id = part.department_id"
        ))
        .load(c)?;
    let (mut all, mut departments) = (Steps::default(), BTreeMap::<i64, Department>::new());
    for row in rows {
        let step = State::try_from(row.state.clone())?;
        let steps = match row.department_id {
            None => &mut all,
            Some(id) => &mut departments.entry(id).or_insert_with(|| Department::new(id, row.name())).steps,
        };
        steps.add(step, row.times());
    }
    let mut departments: Vec<Department> = departments.into_values().collect();
    departments.sort_by_key(|department| Reverse(department.steps.ended()));
    Ok(Report { all, departments })
}

impl Row {
    fn name(&self) -> String {
        self.department.clone().unwrap_or_default()
    }

    fn times(&self) -> Times {
        Times {
            ended: self.ended,
            in_time: self.in_time,
            median: TimeDelta::seconds(self.median),
            ninth: TimeDelta::seconds(self.ninth),
            longest: TimeDelta::seconds(self.longest),
            overdue: self.overdue,
        }
    }
}
