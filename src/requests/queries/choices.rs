//! What the lists' filters offer.

use diesel::{prelude::*, sql_types::Json, sql_types::Nullable};

use crate::{
    db::{Gathered, sql::Bindings},
    error::AppResult,
    policy::{Actor, resource_sight},
    requests::filing::Named,
    schema::departments,
};

/// Regions, and the projects and departments in sight.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub regions: Vec<Named>,
    pub projects: Vec<Named>,
    pub departments: Vec<Named>,
}

/// Projects that a filter offers; the rest is found by words.
const MOST: u32 = 500;

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<Json>)]
    regions: Option<Gathered<Vec<Named>>>,
    #[diesel(sql_type = Nullable<Json>)]
    projects: Option<Gathered<Vec<Named>>>,
    #[diesel(sql_type = Nullable<Json>)]
    departments: Option<Gathered<Vec<Named>>>,
}

/// One query.
///
/// # Errors
/// When the database can't be had.
pub fn choices(c: &mut PgConnection, who: &Actor) -> AppResult<Choices> {
    let mut bindings = Bindings::default();
    let sight = bindings.add_part(resource_sight(who).departments().select(departments::id));
    let stored: Stored = bindings
        .into_statement(format!(
            "SELECT (SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY id) FROM regions) AS regions,
                    (SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id)
                     FROM (SELECT id, name FROM projects WHERE department_id IN ({sight}) ORDER BY name, id LIMIT {MOST}) p)
                        AS projects,
                    (SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY id) FROM departments
                     WHERE id IN ({sight}) AND sector IS NOT NULL) AS departments"
        ))
        .get_result(c)?;
    Ok(Choices {
        regions: Gathered::or_none(stored.regions),
        projects: Gathered::or_none(stored.projects),
        departments: Gathered::or_none(stored.departments),
    })
}
