//! Hosts as their owners and keepers see them.

use diesel::{
    dsl::{InnerJoin, LeftJoin},
    helper_types::IntoBoxed,
    pg::Pg,
    prelude::*,
    sql_types::{Bool, Text as SqlText},
};

use crate::{
    db::sql::fragment,
    error::AppResult,
    network::{
        filter::{HostColumn, HostFilter},
        host::Host,
    },
    policy::{Action, Actor, network_sight},
    schema::{applications, departments, hosts, regions},
    web::list::{Cursor, EXACT, Key, Order, Sort},
};

pub(super) type Visible = IntoBoxed<
    'static,
    LeftJoin<InnerJoin<InnerJoin<hosts::table, departments::table>, regions::table>, applications::table>,
    Pg,
>;

/// The hosts that `who` sees.
pub(super) fn visible_to(who: &Actor) -> Visible {
    let in_sight = network_sight(who).departments().select(departments::id);
    hosts::table
        .inner_join(departments::table)
        .inner_join(regions::table)
        .left_join(applications::table)
        .filter(hosts::department_id.eq_any(in_sight))
        .into_boxed()
}

fn filtered(who: &Actor, filter: &HostFilter) -> Visible {
    let mut found = visible_to(who);
    if let Some(department) = filter.department {
        found = found.filter(hosts::department_id.eq(department));
    }
    if let Some(application) = filter.application {
        found = found.filter(hosts::application_id.eq(application));
    }
    if let Some(region) = filter.region {
        found = found.filter(hosts::region_id.eq(region));
    }
    if let Some(state) = filter.state {
        found = found.filter(hosts::state.eq(state.code()));
    }
    if !filter.q.is_empty() {
        found = found.filter(
            fragment::<Bool>(
                "(hosts.search @@ (SELECT search_query($1))
                  OR strpos(departments.name, $1) > 0 OR applications.search @@ (SELECT search_query($1)))",
            )
            .bind::<SqlText, _>(filter.q.clone()),
        );
    }
    found
}

fn order(sort: Sort<HostColumn>) -> Order {
    let key = match sort.column {
        HostColumn::Created => Key::Id,
        HostColumn::Name => Key::Text("hosts.name"),
        HostColumn::FloatingIp => Key::Address("hosts.floating_ip"),
        HostColumn::Application => Key::Text("coalesce(applications.name, '')"),
        HostColumn::Region => Key::Text("regions.name"),
    };
    Order { id: "hosts.id", key, descending: sort.descending }
}

/// The place of `host` in a list sorted by `column`.
#[must_use]
pub fn place_of_host(host: &Host, column: HostColumn) -> (i64, String) {
    let key = match column {
        HostColumn::Created => String::new(),
        HostColumn::Name => host.name.clone(),
        HostColumn::FloatingIp => host.floating_ip.to_string(),
        HostColumn::Application => host.application.clone().unwrap_or_default(),
        HostColumn::Region => host.region.clone(),
    };
    (host.id, key)
}

/// Up to `most` rows in the list's order, read away from the cursor.
///
/// # Errors
/// When the database can't be had.
pub fn hosts(
    c: &mut PgConnection,
    who: &Actor,
    filter: &HostFilter,
    cursor: Option<&Cursor>,
    most: i64,
) -> AppResult<Vec<Host>> {
    let (order, mut found) = (order(filter.sort), filtered(who, filter));
    if let Some(cursor) = cursor {
        found = found.filter(order.beyond(cursor));
    }
    Ok(found.order(order.away_from(cursor)).limit(most).select(Host::as_select()).load(c)?)
}

/// How many there are, to ten thousand and one.
///
/// # Errors
/// When the database can't be had.
pub fn count_hosts(c: &mut PgConnection, who: &Actor, filter: &HostFilter) -> AppResult<i64> {
    let some = filtered(who, filter).select(hosts::id).limit(EXACT + 1);
    Ok(hosts::table.filter(hosts::id.eq_any(some)).count().get_result(c)?)
}

/// The hosts of one application, retired ones last.
///
/// # Errors
/// When the database can't be had.
pub fn hosts_of_application(c: &mut PgConnection, who: &Actor, application: i64) -> AppResult<Vec<Host>> {
    let its = visible_to(who).filter(hosts::application_id.eq(application));
    Ok(its.order((hosts::state.eq("retired"), hosts::floating_ip)).select(Host::as_select()).load(c)?)
}

/// # Errors
/// 404 when there is none, or none that `who` sees.
pub fn find_host(c: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Host> {
    Ok(visible_to(who).filter(hosts::id.eq(id)).select(Host::as_select()).first(c)?)
}

/// The same, and nobody else changes it, nor maps a port to it, until the transaction ends.
///
/// # Errors
/// As [`find_host`].
pub fn lock_host(tx: &mut PgConnection, who: &Actor, id: i64) -> AppResult<Host> {
    hosts::table.find(id).select(hosts::id).for_update().first::<i64>(tx)?;
    find_host(tx, who, id)
}

/// What hosts can be filtered by: ids and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub regions: Vec<(i64, String)>,
    /// Those in sight that have hosts.
    pub applications: Vec<(i64, String)>,
}

/// Regions and applications in one question.
///
/// # Errors
/// When the database can't be had.
pub fn places(c: &mut PgConnection, who: &Actor) -> AppResult<Places> {
    let in_sight = network_sight(who).departments().select(departments::id);
    let with_hosts = hosts::table.filter(hosts::application_id.is_not_null()).select(hosts::application_id);
    let applications = applications::table
        .filter(applications::department_id.eq_any(in_sight))
        .filter(applications::id.nullable().eq_any(with_hosts))
        .select((fragment::<Bool>("false"), applications::id, applications::name));
    let regions = regions::table.select((fragment::<Bool>("true"), regions::id, regions::name));
    let mut both: Vec<(bool, i64, String)> = regions.union_all(applications).load(c)?;
    both.sort_by_key(|(_, id, _)| *id);
    let mut places = Places::default();
    for (is_region, id, name) in both {
        if is_region { &mut places.regions } else { &mut places.applications }.push((id, name));
    }
    Ok(places)
}

/// Where a host can be.
///
/// # Errors
/// When the database can't be had.
pub fn regions(c: &mut PgConnection) -> AppResult<Vec<(i64, String)>> {
    let in_use = regions::table.filter(regions::disabled_at.is_null());
    Ok(in_use.order(regions::id).select((regions::id, regions::name)).load(c)?)
}

/// An application that a host may serve.
#[derive(Clone, Debug, Queryable)]
pub struct ApplicationChoice {
    pub id: i64,
    pub name: String,
    pub department_id: i64,
    pub department: String,
}

/// The applications whose hosts `who` keeps.
///
/// # Errors
/// When the database can't be had.
pub fn applications(c: &mut PgConnection, who: &Actor) -> AppResult<Vec<ApplicationChoice>> {
    let kept = who.sight(Action::ManageHosts).departments().select(departments::id);
    let theirs = applications::table.inner_join(departments::table).filter(applications::department_id.eq_any(kept));
    let columns = (applications::id, applications::name, applications::department_id, departments::name);
    Ok(theirs.order((applications::department_id, applications::id)).select(columns).load(c)?)
}
