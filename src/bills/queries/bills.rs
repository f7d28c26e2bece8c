//! Bills, from what the asker may see.

use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, Nullable, Text as SqlText},
};

use crate::{
    bills::{
        model::{Bill, Kind},
        month::Month,
    },
    db::sql::{Bindings, statement},
    error::{AppError, AppResult},
    policy::{Action, Actor, Role, Scope, Sector, Sight, scope},
    web::list::{COUNTED, Cursor},
};

/// The condition under which `who` sees a row `b` of `bills_with_names`; [`Bill::is_seen_by`] says the same of one.
pub(super) fn seen(who: &Actor, bindings: &mut Bindings<'static>) -> String {
    let mut department = |ids: Vec<i64>| format!("b.department_id = ANY({})", bindings.add::<Array<BigInt>, _>(ids));
    let sight = match who.sight(Action::ViewBills) {
        Sight::Nothing => "false".to_owned(),
        Sight::Departments(own) => department(own),
        Sight::Sector(sector, own) => {
            let roll_up = if sector == Sector::PoliticalLegal { " OR b.kind = 'political_legal'" } else { "" };
            format!("(b.sector = '{}' OR {}{roll_up})", sector.code(), department(own))
        }
        Sight::All => "true".to_owned(),
    };
    if who.may(Action::RunBilling) { sight } else { format!("{sight} AND b.state <> 'draft'") }
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Bill> {
    let bill = by_id(c, id)?;
    if bill.is_seen_by(who) { Ok(bill) } else { Err(AppError::NotFound) }
}

/// A bill, and if it is a roll-up all of its month beside it.
///
/// # Errors
/// As [`find`].
pub fn with_month(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<(Bill, Vec<Bill>)> {
    let bills = statement(
        "SELECT * FROM bills_with_names
         WHERE id = $1 OR month = (SELECT month FROM bills WHERE id = $1 AND kind <> 'department')
         ORDER BY kind = 'department', kind, department_id",
    );
    let bills: Vec<Bill> = bills.bind::<BigInt, _>(id).load(c)?;
    let bill = bills.iter().find(|bill| bill.id == id && bill.is_seen_by(who)).cloned();
    bill.map(|bill| (bill, bills)).ok_or(AppError::NotFound)
}

/// That one, whoever asks.
///
/// # Errors
/// 404 when there is none.
pub fn by_id(c: &mut PgConnection, id: i64) -> AppResult<Bill> {
    Ok(statement("SELECT * FROM bills_with_names WHERE id = $1").bind::<BigInt, _>(id).get_result(c)?)
}

/// The same, and nobody else changes bills of its month until the transaction ends: an answer of a department and one of
/// a roll-up that adds it up can't pass each other.
///
/// # Errors
/// As [`find`]; 503 when somebody is at it for too long.
pub fn lock(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Bill> {
    let month = find(tx, who, id)?.month();
    lock_month(tx, month)?;
    find(tx, who, id)
}

/// Keeps others from changing bills of that month until the transaction ends.
///
/// # Errors
/// 503 when somebody is at it for too long.
pub fn lock_month(tx: &mut PgConnection, month: Month) -> AppResult<()> {
    statement("SELECT pg_advisory_xact_lock(hashtextextended('bills', ($1 - DATE '2000-01-01')::bigint))")
        .bind::<Date, _>(month.first_day())
        .execute(tx)?;
    Ok(())
}

/// A department's bill of a month.
///
/// # Errors
/// When the database can't be had.
pub fn of_department(c: &mut PgConnection, month: Month, department: i64) -> AppResult<Option<Bill>> {
    let bill = statement("SELECT * FROM bills_with_names WHERE month = $1 AND department_id = $2");
    Ok(bill.bind::<Date, _>(month.first_day()).bind::<BigInt, _>(department).get_result(c).optional()?)
}

/// All of a month, whoever asks: the roll-ups, then departments.
///
/// # Errors
/// When the database can't be had.
pub fn of_month(c: &mut PgConnection, month: Month) -> AppResult<Vec<Bill>> {
    let bills =
        statement("SELECT * FROM bills_with_names WHERE month = $1 ORDER BY kind = 'department', kind, department_id");
    Ok(bills.bind::<Date, _>(month.first_day()).load(c)?)
}

/// The asker's own department's, the newest first, up to `most`, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn own(c: &mut PgConnection, who: &Actor, cursor: Option<&Cursor>, most: i64) -> AppResult<Vec<Bill>> {
    let mut bindings = Bindings::default();
    let mut conditions = own_conditions(who, &mut bindings);
    let (sign, order) = if cursor.is_some_and(|cursor| cursor.back) { (">", "ASC") } else { ("<", "DESC") };
    if let Some(cursor) = cursor {
        let place = bindings.add::<BigInt, _>(cursor.id);
        conditions = format!("{conditions} AND b.month {sign} (SELECT o.month FROM bills o WHERE o.id = {place})");
    }
    let query = format!("SELECT b.* FROM bills_with_names b WHERE {conditions} ORDER BY b.month {order} LIMIT {most}");
    Ok(bindings.into_statement(query).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn own_count(c: &mut PgConnection, who: &Actor) -> AppResult<i64> {
    let mut bindings = Bindings::default();
    let conditions = own_conditions(who, &mut bindings);
    let query =
        format!("(SELECT count(*) FROM (SELECT FROM bills_with_names b WHERE {conditions} LIMIT {COUNTED}) AS few)");
    Ok(diesel::select(bindings.into_fragment::<BigInt>(query)).get_result(c)?)
}

fn own_conditions(who: &Actor, bindings: &mut Bindings<'static>) -> String {
    let department = bindings.add::<BigInt, _>(who.department.id);
    format!("b.department_id = {department} AND {}", seen(who, bindings))
}

/// What `who` sees of a month: the roll-ups, then departments as the tree has them.
///
/// # Errors
/// When the database can't be had.
pub fn in_sight(c: &mut PgConnection, who: &Actor, month: Month) -> AppResult<Vec<Bill>> {
    let mut bindings = Bindings::default();
    let conditions = seen(who, &mut bindings);
    let month = bindings.add::<Date, _>(month.first_day());
    let query = format!(
        "SELECT b.* FROM bills_with_names b LEFT JOIN departments d ON d.id = b.department_id
         WHERE b.month = {month} AND {conditions}
         ORDER BY b.kind, {UNIT}, d.id <> {UNIT}, b.department_id"
    );
    Ok(bindings.into_statement(query).load(c)?)
}

/// The department of the first level that `departments d` belongs to; its own id where there is none.
const UNIT: &str = "coalesce((
    WITH RECURSIVE above AS (
        SELECT d.id, d.parent_id
        UNION ALL SELECT p.id, p.parent_id FROM above a JOIN departments p ON p.id = a.parent_id)
    SELECT a.id FROM above a JOIN departments p ON p.id = a.parent_id WHERE p.parent_id IS NULL), d.id)";

/// A department with the one of the first level that it belongs to.
#[derive(Clone, Debug, QueryableByName)]
pub struct Belonging {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = BigInt)]
    pub unit: i64,
    #[diesel(sql_type = SqlText)]
    pub name: String,
}

/// Each department that has a bill of that month, with its unit and the unit's name.
///
/// # Errors
/// When the database can't be had.
pub fn belonging(c: &mut PgConnection, month: Month) -> AppResult<Vec<Belonging>> {
    let all = statement(format!(
        "SELECT u.id, u.unit, n.name FROM (
             SELECT d.id, {UNIT} AS unit FROM bills b JOIN departments d ON d.id = b.department_id WHERE b.month = $1) u
         JOIN departments n ON n.id = u.unit"
    ));
    Ok(all.bind::<Date, _>(month.first_day()).load(c)?)
}

/// The months of which `who` sees anything, the newest first.
///
/// # Errors
/// When the database can't be had.
pub fn months_of(c: &mut PgConnection, who: &Actor, most: i64) -> AppResult<Vec<Month>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Date)]
        month: chrono::NaiveDate,
    }
    let mut bindings = Bindings::default();
    let conditions = seen(who, &mut bindings);
    let query = format!(
        "SELECT m.month FROM (SELECT DISTINCT month FROM bills) m
         WHERE EXISTS (SELECT FROM bills b0 LEFT JOIN departments d0 ON d0.id = b0.department_id
                       CROSS JOIN LATERAL (SELECT b0.month, b0.department_id, b0.kind, b0.state, d0.sector) b
                       WHERE b0.month = m.month AND {conditions})
         ORDER BY m.month DESC LIMIT {most}"
    );
    let found: Vec<Found> = bindings.into_statement(query).load(c)?;
    Ok(found.into_iter().map(|it| Month::of(it.month)).collect())
}

/// Departments that used something in that month and have no bill of it yet.
///
/// # Errors
/// When the database can't be had.
pub fn unbilled(c: &mut PgConnection, month: Month, sector: Option<Sector>) -> AppResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlText)]
        name: String,
    }
    let found = statement(
        "SELECT d.name FROM departments d
         WHERE ($2 IS NULL OR d.sector = $2)
           AND NOT EXISTS (SELECT FROM bills b WHERE b.month = $1 AND b.department_id = d.id)
           AND (EXISTS (SELECT FROM bill_entries e WHERE e.month = $1 AND e.department_id = d.id)
                OR EXISTS (SELECT FROM resources r JOIN usage_segments s ON s.resource_id = r.id
                           WHERE r.department_id = d.id AND s.period && daterange($1, ($1 + interval '1 month')::date)))
         ORDER BY d.id",
    );
    let found: Vec<Found> =
        found.bind::<Date, _>(month.first_day()).bind::<Nullable<SqlText>, _>(sector.map(Sector::code)).load(c)?;
    Ok(found.into_iter().map(|it| it.name).collect())
}

/// Who answers a bill: administrators of its department, or of the special one whose roll-up it is; in use.
///
/// # Errors
/// When the database can't be had.
pub fn answerers(c: &mut PgConnection, bill: &Bill) -> AppResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Holder {
        #[diesel(sql_type = BigInt)]
        id: i64,
    }
    let action = match bill.kind() {
        Kind::Department => Action::FeedBillsBack,
        Kind::PoliticalLegal => Action::AnswerPoliticalLegalTotal,
        Kind::Cloud => Action::AnswerCloudTotal,
    };
    let roles = Role::ALL.into_iter().filter(|role| scope(*role, action) != Scope::No);
    let roles: Vec<&str> = roles.map(Role::code).collect();
    let holders = statement(
        "SELECT DISTINCT u.id FROM users u JOIN user_roles r ON r.user_id = u.id
         WHERE u.disabled_at IS NULL AND r.role = ANY($2) AND ($1 IS NULL OR u.department_id = $1) ORDER BY u.id",
    );
    let holders: Vec<Holder> =
        holders.bind::<Nullable<BigInt>, _>(bill.department_id).bind::<Array<SqlText>, _>(roles).load(c)?;
    Ok(holders.into_iter().map(|holder| holder.id).collect())
}
