//! Hosts from a spreadsheet, all or none.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Nullable, Text as SqlText, Timestamptz},
};

use crate::{
    error::AppResult,
    network::{
        host::Host,
        host_form::WantedHost,
        host_import::judge::{Difference, Step, steps},
        queries,
        stored::Inet,
    },
    outbox::{self, Event},
    policy::Actor,
    schema::hosts,
    text::{self, Text},
    web::{i18n::Lang, import::Waiting},
};

/// Hosts written by one statement.
const BATCH: usize = 1_000;

/// Writes every row of `who`'s sheet that would do something.
///
/// # Errors
/// When the database can't be had.
pub fn import_hosts(tx: &mut PgConnection, who: &Actor, sheet: &Waiting, now: DateTime<Utc>) -> AppResult<()> {
    let stock = queries::stock(tx, who, &sheet.rows)?;
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for step in steps(&sheet.rows, &stock, who, Lang::default()) {
        match step {
            Step::New(wanted) => new.push(wanted),
            Step::Changed(before, wanted, differences) => changed.push((*before, wanted, differences)),
            Step::Same | Step::Wrong(_) => {}
        }
    }
    let source = sheet.source();
    for batch in new.chunks(BATCH) {
        let hosts = create(tx, who, batch, now)?;
        let created = |host: &Host| {
            Event::new("createHost", "host", host.record())
                .changed(None, Some(host.facts()))
                .on_timeline(Text::new("network-timeline-host-imported").with("source", source.clone()))
        };
        outbox::note_all(tx, who, &hosts.iter().map(created).collect::<Vec<_>>())?;
    }
    for batch in changed.chunks(BATCH) {
        let after = update(tx, who, batch, now)?;
        let events: Vec<Event> = after
            .iter()
            .filter_map(|host| changed_event(host, batch.iter().find(|(it, ..)| it.id == host.id)?, &source))
            .collect();
        outbox::note_all(tx, who, &events)?;
    }
    Ok(())
}

fn create(tx: &mut PgConnection, who: &Actor, wanted: &[WantedHost], now: DateTime<Utc>) -> AppResult<Vec<Host>> {
    let row = |host: &WantedHost| {
        (
            hosts::name.eq(host.name.clone()),
            hosts::floating_ip.eq(Inet(host.floating_ip)),
            hosts::department_id.eq(host.department),
            hosts::application_id.eq(host.application),
            hosts::region_id.eq(host.region),
            hosts::specification.eq(host.specification.clone()),
            hosts::source.eq(host.source.clone()),
            hosts::state.eq(host.state.code()),
            hosts::created_at.eq(now),
            hosts::updated_at.eq(now),
        )
    };
    let rows: Vec<_> = wanted.iter().map(row).collect();
    let ids: Vec<i64> = diesel::insert_into(hosts::table).values(rows).returning(hosts::id).get_results(tx)?;
    queries::hosts_with(tx, who, &ids)
}

type Changed = (Host, WantedHost, Vec<Difference>);

fn update(tx: &mut PgConnection, who: &Actor, changed: &[Changed], now: DateTime<Utc>) -> AppResult<Vec<Host>> {
    let ids: Vec<i64> = changed.iter().map(|(host, ..)| host.id).collect();
    let column = |of: fn(&WantedHost) -> &str| changed.iter().map(|(_, wanted, _)| of(wanted)).collect::<Vec<_>>();
    let number = |of: fn(&WantedHost) -> i64| changed.iter().map(|(_, wanted, _)| of(wanted)).collect::<Vec<_>>();
    let applications: Vec<Option<i64>> = changed.iter().map(|(_, wanted, _)| wanted.application).collect();
    sql_query(
        "UPDATE hosts SET name = n.name, department_id = n.department, application_id = n.application,
                region_id = n.region, specification = n.specification, source = n.source, state = n.state,
                updated_at = $9, version = hosts.version + 1
         FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
              AS n (id, name, department, application, region, specification, source, state)
         WHERE hosts.id = n.id",
    )
    .bind::<Array<BigInt>, _>(&ids)
    .bind::<Array<SqlText>, _>(column(|host| &host.name))
    .bind::<Array<BigInt>, _>(number(|host| host.department))
    .bind::<Array<Nullable<BigInt>>, _>(applications)
    .bind::<Array<BigInt>, _>(number(|host| host.region))
    .bind::<Array<SqlText>, _>(column(|host| &host.specification))
    .bind::<Array<SqlText>, _>(column(|host| &host.source))
    .bind::<Array<SqlText>, _>(column(|host| host.state.code()))
    .bind::<Timestamptz, _>(now)
    .execute(tx)?;
    queries::hosts_with(tx, who, &ids)
}

fn changed_event(after: &Host, (before, _, differences): &Changed, source: &text::Arg) -> Option<Event> {
    let fields = text::listed(differences.iter().map(|it| Text::new(it.column)))?;
    let said = Text::new("network-timeline-changed-by-import").with("fields", fields).with("source", source.clone());
    let event = Event::new("updateHost", "host", after.record());
    Some(event.changed(Some(before.facts()), Some(after.facts())).on_timeline(said))
}
