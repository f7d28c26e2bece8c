//! Delivered resources, always from what the asker may see.

use std::net::Ipv4Addr;

use chrono::{DateTime, Utc};
use diesel::{
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{BigInt, Bool, Text as SqlText, Timestamptz},
};

use crate::{
    calendar::start_of,
    db::sql::{Bindings, count_of, fragment},
    error::AppResult,
    policy::{Actor, Sight, resource_sight, ticket_sight},
    requests::{
        filter::{Filter, ResourceColumn},
        resource::{Resource, resources_with_names as known},
    },
    schema::departments,
    web::list::{COUNTED, Cursor, Key, Order, Sort, department_in_turn, first_of_each},
};

/// A line of the list.
pub type ResourceRow = Resource;

type Visible = IntoBoxed<'static, known::table, Pg>;

pub(super) fn visible_to(who: &Actor) -> Visible {
    let found = known::table.into_boxed();
    match resource_sight(who) {
        Sight::All => found,
        // By their ids an index finds them, however many others there are.
        Sight::Departments(ids) => found.filter(known::department_id.eq_any(ids)),
        sight => found.filter(known::department_id.eq_any(sight.departments().select(departments::id))),
    }
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find_resource(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Resource> {
    Ok(visible_to(who).filter(known::id.eq(id)).select(Resource::as_select()).first(c)?)
}

fn order(sort: Sort<ResourceColumn>) -> Order {
    let key = match sort.column {
        // They are made as they are delivered.
        ResourceColumn::Delivered => Key::Id,
        ResourceColumn::Name => Key::Text("resources_with_names.name"),
    };
    Order { id: "resources_with_names.id", key, descending: sort.descending }
}

impl Resource {
    /// Its place in a list sorted by `column`.
    #[must_use]
    pub fn place(&self, column: ResourceColumn) -> (i64, String) {
        let key = match column {
            ResourceColumn::Delivered => String::new(),
            ResourceColumn::Name => self.name.clone(),
        };
        (self.id, key)
    }
}

fn filtered(mut found: Visible, who: &Actor, filter: &Filter<ResourceColumn>) -> Visible {
    if !filter.state.is_empty() {
        found = found.filter(known::state.eq(filter.state.clone()));
    }
    if let Some(region) = filter.region {
        found = found.filter(known::region_id.eq(region));
    }
    if let Some(project) = filter.project {
        found = found.filter(known::project_id.eq(project));
    }
    if let Some(product) = filter.product {
        found = found.filter(known::product.eq(product.code()));
    }
    if let Some(department) = filter.department {
        found = found.filter(known::department_id.eq(department));
    }
    if let Some(from) = filter.from {
        found = found.filter(known::delivered_at.ge(start_of(from)));
    }
    if let Some(after) = filter.to.and_then(|to| to.succ_opt()) {
        found = found.filter(known::delivered_at.lt(start_of(after)));
    }
    if filter.mine {
        found = found.filter(known::applicant_id.eq(who.id));
    }
    if !filter.q.is_empty() {
        let says = fragment::<Bool>(
            "(resources_with_names.search @@ (SELECT search_query($1))
              OR resources_with_names.host_id = ANY (ARRAY(SELECT id FROM hosts WHERE floating_ip = nullif($2, '')::inet))
              OR resources_with_names.request_id = ANY (ARRAY(SELECT id FROM resource_requests WHERE number = $1))
              OR resources_with_names.project_id = ANY (ARRAY(
                  SELECT id FROM projects WHERE search @@ (SELECT search_query($1)) AND strpos(name, $1) > 0)))",
        );
        let address = filter.q.parse::<Ipv4Addr>().map(|address| address.to_string()).unwrap_or_default();
        found = found.filter(says.bind::<SqlText, _>(filter.q.clone()).bind::<SqlText, _>(address));
    }
    found
}

/// Up to `most` in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn resources(
    c: &mut PgConnection,
    who: &Actor,
    filter: &Filter<ResourceColumn>,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<ResourceRow>> {
    let order = order(filter.sort);
    let first = |found: Visible| {
        let mut found = filtered(found, who, filter);
        if let Some(cursor) = cursor {
            found = found.filter(order.beyond(cursor));
        }
        found.order(order.away_from(cursor)).limit(most)
    };
    let sight = resource_sight(who);
    if sight == Sight::All || filter.department.is_some() {
        return Ok(first(visible_to(who)).select(Resource::as_select()).load(c)?);
    }
    let of_each =
        first(known::table.filter(known::department_id.eq(department_in_turn())).into_boxed()).select(known::id);
    let departments = sight.departments().select(departments::id);
    let found = known::table.filter(first_of_each(order, departments, of_each));
    Ok(found.order(order.away_from(cursor)).limit(most).select(Resource::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_resources(c: &mut PgConnection, who: &Actor, filter: &Filter<ResourceColumn>) -> AppResult<i64> {
    count_of(c, filtered(visible_to(who), who, filter).select(known::id).limit(COUNTED))
}

/// A ticket that touches a resource's host.
#[derive(Clone, Debug, QueryableByName)]
pub struct Touching {
    #[diesel(sql_type = SqlText)]
    pub number: String,
    #[diesel(sql_type = SqlText)]
    kind: String,
    #[diesel(sql_type = SqlText)]
    state: String,
    #[diesel(sql_type = SqlText)]
    pub filer: String,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

impl Touching {
    #[must_use]
    pub fn path(&self) -> String {
        crate::ticket_state::path_of(&self.number)
    }

    /// Colour, code and name of its state; what the table's check allows is what a state understands.
    #[must_use]
    pub fn state(&self) -> Option<crate::ticket_state::State> {
        self.state.parse().ok()
    }

    #[must_use]
    pub fn kind(&self) -> String {
        format!("ticket-kind-{}", self.kind)
    }
}

/// The tickets that open ports or access of that host, or plan something for it, as far as `who` sees them; the newest
/// first.
///
/// # Errors
/// When the database can't be had.
pub fn touching(c: &mut PgConnection, who: &Actor, host: Option<i64>) -> AppResult<Vec<Touching>> {
    let Some(host) = host else { return Ok(Vec::new()) };
    let mut bindings = Bindings::default();
    let sight = bindings.add_part(ticket_sight(who).departments().select(departments::id));
    let host = bindings.add::<BigInt, _>(host);
    Ok(bindings
        .into_statement(format!(
            "WITH host AS (SELECT id, floating_ip, floating_ip - '0.0.0.0'::inet AS n FROM hosts WHERE id = {host}),
                  touching AS (
                      SELECT m.ticket_id FROM port_mappings m JOIN host ON m.floating_ip = host.floating_ip
                      UNION SELECT p.ticket_id FROM access_policies p JOIN host ON p.source_ranges @> host.n
                      UNION SELECT p.ticket_id FROM access_policies p JOIN host ON p.destination_ranges @> host.n
                            WHERE p.kind = 'tenant-access'
                      UNION SELECT h.ticket_id FROM host_plans h JOIN host ON h.host_id = host.id)
             SELECT t.number, t.kind, t.state, u.display_name AS filer, t.updated_at
             FROM tickets t JOIN touching ON touching.ticket_id = t.id JOIN users u ON u.id = t.filer_id
             WHERE t.department_id IN ({sight}) AND t.hidden_at IS NULL AND t.state <> 'draft'
             ORDER BY t.id DESC LIMIT 50"
        ))
        .load(c)?)
}
