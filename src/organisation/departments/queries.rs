//! The departments as their keepers see them: all of them.

use std::sync::LazyLock;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Nullable, Text as SqlText},
};

use super::{
    model::{Answering, Carried, Department},
    special::Special,
};
use crate::{db::sql::statement, error::AppResult};

const DEPARTMENT: &str = "d.id, d.parent_id, p.name AS parent, p.special AS parent_special,
    p.disabled_at IS NOT NULL AS parent_is_disabled, d.name, d.code, d.sector, d.special, d.disabled_at, d.subtree, d.version,
    d.created_at, d.updated_at";
const TABLES: &str = "departments d LEFT JOIN departments p ON p.id = d.parent_id";

static FIND: LazyLock<String> = LazyLock::new(|| format!("SELECT {DEPARTMENT} FROM {TABLES} WHERE d.id = $1"));
static ALL: LazyLock<String> = LazyLock::new(|| format!("SELECT {DEPARTMENT} FROM {TABLES} ORDER BY d.id"));
static BELOW: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {DEPARTMENT} FROM {TABLES} WHERE d.parent_id = $1 ORDER BY d.disabled_at IS NOT NULL, d.id LIMIT 200"
    )
});

/// # Errors
/// 404 when there is none.
pub fn find(c: &mut PgConnection, id: i64) -> AppResult<Department> {
    Ok(statement(FIND.as_str()).bind::<BigInt, _>(id).get_result(c)?)
}

/// All of them, as they were made.
///
/// # Errors
/// When the database can't be had.
pub fn all(c: &mut PgConnection) -> AppResult<Vec<Department>> {
    Ok(statement(ALL.as_str()).load(c)?)
}

/// The units directly below it, those in use first.
///
/// # Errors
/// When the database can't be had.
pub fn below(c: &mut PgConnection, id: i64) -> AppResult<Vec<Department>> {
    Ok(statement(BELOW.as_str()).bind::<BigInt, _>(id).load(c)?)
}

/// A node of the tree with how much is directly of it.
#[derive(Clone, Debug, QueryableByName)]
pub struct Node {
    #[diesel(embed)]
    pub department: Department,
    #[diesel(sql_type = BigInt)]
    pub users: i64,
    #[diesel(sql_type = BigInt)]
    pub units: i64,
}

static NODES: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {DEPARTMENT}, coalesce(people.users, 0) AS users, coalesce(units.units, 0) AS units
         FROM {TABLES}
         LEFT JOIN (SELECT department_id, count(*) AS users FROM users WHERE disabled_at IS NULL GROUP BY 1) people
                ON people.department_id = d.id
         LEFT JOIN (SELECT parent_id, count(*) AS units FROM departments GROUP BY 1) units ON units.parent_id = d.id
         ORDER BY d.id"
    )
});

/// All of them, as they were made, with how much is directly of each.
///
/// # Errors
/// When the database can't be had.
pub fn nodes(c: &mut PgConnection) -> AppResult<Vec<Node>> {
    Ok(statement(NODES.as_str()).load(c)?)
}

/// How much is of `d`.
const CARRIED: &str =
    "(SELECT count(*) FROM departments u WHERE u.parent_id = d.id AND u.disabled_at IS NULL) AS units,
    (SELECT count(*) FROM users u WHERE u.department_id = d.id AND u.disabled_at IS NULL) AS users,
    (SELECT count(*) FROM tickets t WHERE t.department_id = d.id
     AND t.state IN ('returned', 'pending', 'processing', 'waiting_reply', 'resolved')) AS tickets,
    (SELECT count(*) FROM resource_requests r WHERE r.department_id = d.id
     AND r.state IN ('first_review', 'second_review', 'plc_review', 'delivering')) AS requests,
    (SELECT count(*) FROM resource_requests r WHERE r.department_id = ANY (d.subtree)
     AND r.state IN ('first_review', 'second_review', 'plc_review')) AS reviews,
    (SELECT count(*) FROM applications a WHERE a.department_id = d.id) AS applications,
    (SELECT count(*) FROM projects j WHERE j.department_id = d.id) AS projects,
    (SELECT count(*) FROM hosts h WHERE h.department_id = d.id AND h.state <> 'retired') AS hosts,
    (SELECT count(*) FROM pool_ips i WHERE i.department_id = d.id) AS addresses,
    (SELECT count(*) FROM ticket_groups g WHERE g.department_id = d.id AND g.disabled_at IS NULL) AS groups";

static COUNTED: LazyLock<String> = LazyLock::new(|| format!("SELECT {CARRIED} FROM departments d WHERE d.id = $1"));
static WHOLE: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {DEPARTMENT}, {CARRIED} FROM {TABLES} WHERE d.id = $1"));

/// What is of it.
///
/// # Errors
/// When the database can't be had.
pub fn carried(c: &mut PgConnection, it: &Department) -> AppResult<Carried> {
    Ok(statement(COUNTED.as_str()).bind::<BigInt, _>(it.id).get_result(c)?)
}

/// [`find`] with what is of it.
///
/// # Errors
/// As [`find`].
pub fn whole(c: &mut PgConnection, id: i64) -> AppResult<(Department, Carried)> {
    #[derive(QueryableByName)]
    struct Whole {
        #[diesel(embed)]
        department: Department,
        #[diesel(embed)]
        carried: Carried,
    }
    let whole: Whole = statement(WHOLE.as_str()).bind::<BigInt, _>(id).get_result(c)?;
    Ok((whole.department, whole.carried))
}

/// Its administrators, else those of its nearest ancestor that has some (spec 1, "Departments and regions").
///
/// # Errors
/// When the database can't be had.
pub fn answering(c: &mut PgConnection, id: i64) -> AppResult<Option<Answering>> {
    let nearest = statement(
        "WITH RECURSIVE up AS (
             SELECT id, parent_id, name, 0 AS steps FROM departments WHERE id = $1
             UNION ALL
             SELECT d.id, d.parent_id, d.name, up.steps + 1 FROM departments d JOIN up ON d.id = up.parent_id
         )
         SELECT up.id, up.name AS department, array_agg(u.display_name ORDER BY u.id) AS names
         FROM up JOIN users u ON u.department_id = up.id AND u.disabled_at IS NULL
         WHERE EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id
                       AND r.role IN ('dept_admin', 'bigdata_admin', 'plc_admin'))
         GROUP BY up.id, up.name, up.steps ORDER BY up.steps LIMIT 1",
    );
    Ok(nearest.bind::<BigInt, _>(id).get_result(c).optional()?)
}

/// The special departments that there aren't yet.
///
/// # Errors
/// When the database can't be had.
pub fn missing_specials(c: &mut PgConnection) -> AppResult<Vec<Special>> {
    use crate::schema::departments;
    let known: Vec<Option<String>> =
        departments::table.filter(departments::special.is_not_null()).select(departments::special).load(c)?;
    let is_there = |special: &Special| known.iter().flatten().any(|code| code == special.code());
    Ok(Special::ALL.into_iter().filter(|special| !is_there(special)).collect())
}

/// A department as a form chooses it: those in use, each after the one it is below.
#[derive(Clone, Debug, QueryableByName)]
pub struct Chosen {
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = SqlText)]
    pub name: String,
    /// From the top.
    #[diesel(sql_type = Integer)]
    pub depth: i32,
}

/// Those that something can be put below; not below `apart_from` itself.
///
/// # Errors
/// When the database can't be had.
pub fn places(c: &mut PgConnection, apart_from: Option<i64>) -> AppResult<Vec<Chosen>> {
    let tree = statement(
        "WITH RECURSIVE tree AS (
             SELECT id, name, 0 AS depth, ARRAY[id] AS way FROM departments WHERE parent_id IS NULL
             UNION ALL
             SELECT d.id, d.name, t.depth + 1, t.way || d.id FROM departments d JOIN tree t ON d.parent_id = t.id
             WHERE d.disabled_at IS NULL
         )
         SELECT id, name, depth FROM tree WHERE $1 IS NULL OR $1 <> ALL (way) ORDER BY way",
    );
    Ok(tree.bind::<Nullable<BigInt>, _>(apart_from).load(c)?)
}

/// Whether somebody else has that name, or that code; `besides` is the department itself.
///
/// # Errors
/// When the database can't be had.
pub fn taken(c: &mut PgConnection, besides: Option<i64>, name: &str, code: &str) -> AppResult<(bool, bool)> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Bool)]
        name: bool,
        #[diesel(sql_type = Bool)]
        code: bool,
    }
    let taken: Taken = statement(
        "SELECT EXISTS (SELECT FROM departments WHERE name = $1 AND id IS DISTINCT FROM $3) AS name,
                EXISTS (SELECT FROM departments WHERE code = $2 AND id IS DISTINCT FROM $3) AS code",
    )
    .bind::<SqlText, _>(name.to_owned())
    .bind::<SqlText, _>(code.to_owned())
    .bind::<Nullable<BigInt>, _>(besides)
    .get_result(c)?;
    Ok((taken.name, taken.code))
}
