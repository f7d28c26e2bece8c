//! Reads of the catalogue.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Json},
};

use super::model::Catalogue;
use crate::{
    db::{Gathered, sql::Bindings},
    error::AppResult,
    policy::{Actor, network_sight},
    schema::departments,
};

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Json)]
    catalogue: Gathered<Catalogue>,
}

/// What `department` can have, as far as `who` sees its networks; retired entries are marked and among it. One query.
///
/// # Errors
/// When the database can't be had.
pub fn catalogue_of(c: &mut PgConnection, who: &Actor, department: i64) -> AppResult<Catalogue> {
    let mut bindings = Bindings::default();
    let its = bindings.add::<BigInt, _>(department);
    let sight = bindings.add_part(network_sight(who).departments().select(departments::id));
    let own = format!("department_id = {its} AND department_id IN ({sight})");
    let stored: Stored = bindings
        .into_statement(format!(
            "SELECT json_build_object(
                 'regions', (SELECT coalesce(json_agg(json_build_object(
                     'id', id, 'name', name, 'retired_at', disabled_at) ORDER BY id), '[]') FROM regions),
                 'instance_types', (SELECT coalesce(json_agg(t ORDER BY family, vcpus), '[]') FROM instance_types t),
                 'images', (SELECT coalesce(json_agg(i ORDER BY place), '[]') FROM images i),
                 'disk_categories', (SELECT coalesce(json_agg(json_build_object(
                     'code', code, 'name', name, 'name_en', name_en, 'retired_at', retired_at,
                     'system', json_build_object('least', lower(system_sizes), 'most', upper(system_sizes) - 1),
                     'data', json_build_object('least', lower(data_sizes), 'most', upper(data_sizes) - 1))
                     ORDER BY place), '[]') FROM disk_categories),
                 'options', (SELECT coalesce(json_agg(o ORDER BY kind, place), '[]') FROM product_options o),
                 'vpcs', (SELECT coalesce(json_agg(v ORDER BY region_id, id), '[]') FROM vpcs v WHERE {own}),
                 'vswitches', (SELECT coalesce(json_agg(s ORDER BY vpc_id, cidr), '[]') FROM vswitches s
                               WHERE vpc_id IN (SELECT id FROM vpcs WHERE {own}))) AS catalogue"
        ))
        .get_result(c)?;
    Ok(stored.catalogue.0)
}
