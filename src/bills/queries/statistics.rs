//! 账单统计 (spec 5, "Views"): what was sent, over months, added up from the sums that are kept with the lines.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Text as SqlText},
};

use super::bills::seen;
use crate::{bills::month::Month, db::sql::Bindings, error::AppResult, policy::Actor};

/// What amounts are parted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dimension {
    Department,
    Project,
    Region,
    #[default]
    Product,
}

impl Dimension {
    pub const ALL: [Self; 4] = [Self::Product, Self::Region, Self::Department, Self::Project];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Project => "project",
            Self::Region => "region",
            Self::Product => "product",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Department => "bill-by-department",
            Self::Project => "bill-by-project",
            Self::Region => "bill-by-region",
            Self::Product => "bill-by-product",
        }
    }

    /// Its id and its name, among `b`, `s` and what they name.
    const fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Department => ("b.department_id::text", "b.department"),
            Self::Project => ("s.project_id::text", "p.name"),
            Self::Region => ("s.region_id::text", "g.name"),
            Self::Product => ("s.product", "''"),
        }
    }
}

/// Which bills are added up, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub from: Month,
    pub to: Month,
    pub department: Option<i64>,
    pub project: Option<i64>,
    pub region: Option<i64>,
    pub product: String,
    pub by: Dimension,
}

/// One month's amount of one of the dimension's; of those that are not drawn for themselves, together.
#[derive(Clone, Debug, QueryableByName)]
pub struct Cell {
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    /// Empty of the rest.
    #[diesel(sql_type = SqlText)]
    pub id: String,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
    /// How many of the dimension's it is.
    #[diesel(sql_type = BigInt)]
    pub members: i64,
}

impl Cell {
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.month)
    }

    /// The same, not told apart from others.
    #[must_use]
    pub fn of_the_rest(self) -> Self {
        Self { id: String::new(), name: String::new(), ..self }
    }
}

/// By month and by dimension; the `most` largest for themselves, the rest of each month together.
///
/// # Errors
/// When the database can't be had.
pub fn add_up(c: &mut PgConnection, who: &Actor, wanted: &Wanted, most: i64) -> AppResult<Vec<Cell>> {
    let mut bindings = Bindings::default();
    let mut conditions = vec![
        seen(who, &mut bindings),
        "b.kind = 'department' AND s.round = b.round".to_owned(),
        format!("b.month >= {}", bindings.add::<Date, _>(wanted.from.first_day())),
        format!("b.month <= {}", bindings.add::<Date, _>(wanted.to.first_day())),
    ];
    let narrowed =
        [("b.department_id", wanted.department), ("s.project_id", wanted.project), ("s.region_id", wanted.region)];
    for (column, id) in narrowed {
        if let Some(id) = id {
            conditions.push(format!("{column} = {}", bindings.add::<BigInt, _>(id)));
        }
    }
    if !wanted.product.is_empty() {
        conditions.push(format!("s.product = {}", bindings.add::<SqlText, _>(wanted.product.clone())));
    }
    let (id, name) = wanted.by.columns();
    let conditions = conditions.join(" AND ");
    let query = format!(
        "WITH sums AS MATERIALIZED (
             SELECT b.month, {id} AS id, {name} AS name, sum(s.amount) AS amount
             FROM (SELECT b.id, b.month, b.kind, b.state, b.round, b.department_id, d.name AS department, d.sector
                   FROM bills b JOIN departments d ON d.id = b.department_id) b
             JOIN bill_sums s ON s.bill_id = b.id
             JOIN projects p ON p.id = s.project_id JOIN regions g ON g.id = s.region_id
             WHERE {conditions} GROUP BY 1, 2, 3
         ), largest AS (SELECT id FROM sums GROUP BY id ORDER BY sum(amount) DESC, id LIMIT {most})
         SELECT month, coalesce(l.id, '') AS id, CASE WHEN l.id IS NULL THEN '' ELSE s.name END AS name,
                sum(s.amount)::bigint AS amount, count(*) AS members
         FROM sums s LEFT JOIN largest l USING (id) GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC"
    );
    Ok(bindings.into_statement(query).load(c)?)
}

/// Something to choose in the statistics' filters.
#[derive(Clone, Debug, QueryableByName)]
pub struct Menu {
    /// `department`, `region` or `project`.
    #[diesel(sql_type = SqlText)]
    pub part: String,
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub name: String,
}

/// Departments whose bills `who` sees, the regions, and the projects of the chosen department, or of all where there are few.
///
/// # Errors
/// When the database can't be had.
pub fn menu(c: &mut PgConnection, who: &Actor, department: Option<i64>) -> AppResult<Vec<Menu>> {
    let mut bindings = Bindings::default();
    let conditions = seen(who, &mut bindings);
    let chosen = bindings.add::<diesel::sql_types::Nullable<BigInt>, _>(department);
    let is_all = bindings.add::<Bool, _>(department.is_none());
    let query = format!(
        "WITH departments_seen AS (
             SELECT d.id, d.name FROM departments d
             WHERE EXISTS (SELECT FROM bills b0 CROSS JOIN LATERAL (SELECT b0.department_id, b0.kind, b0.state, d.sector) b
                           WHERE b0.department_id = d.id AND {conditions}))
         SELECT 'department' AS part, id, name FROM departments_seen
         UNION ALL SELECT 'region', id, name FROM regions
         UNION ALL (SELECT 'project', p.id, p.name FROM projects p JOIN departments_seen d ON d.id = p.department_id
                    WHERE p.department_id = {chosen} OR {is_all} ORDER BY p.id LIMIT 500)
         ORDER BY part, id"
    );
    Ok(bindings.into_statement(query).load(c)?)
}
