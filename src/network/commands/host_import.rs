//! Hosts from a spreadsheet, all or none.

use chrono::{DateTime, Utc};
use diesel::{
    connection::SimpleConnection,
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Nullable, Text as SqlText, Timestamptz},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    error::{AppError, AppResult},
    network::{
        host::Host,
        host_form::WantedHost,
        host_import::{
            judge::{Difference, Verdict},
            report::{Kind, Report},
            sheet::Sheet,
        },
        queries::{self, HostImport, Outcome},
        stored::Inet,
    },
    outbox::{self, Event, Record},
    policy::{Action, Actor},
    schema::{host_imports, hosts},
    text::{self, Text},
};

/// Sheets of one person that wait; what is older gives way.
const WAITING: i64 = 5;
/// Hosts written by one statement.
const BATCH: usize = 1_000;

/// Keeps a sheet for its author, with nothing written of it yet.
///
/// # Errors
/// 403 for who keeps no hosts.
pub fn keep_import(tx: &mut PgConnection, who: &Actor, file_name: &str, sheet: &Sheet) -> AppResult<Uuid> {
    if !who.may(Action::ManageHosts) {
        return Err(AppError::forbidden());
    }
    let own = host_imports::table.filter(host_imports::user_id.eq(who.id)).filter(host_imports::imported_at.is_null());
    let waiting = own.order(host_imports::uploaded_at.desc()).select(host_imports::id);
    let given_up: Vec<Uuid> = waiting.offset(WAITING - 1).load(tx)?;
    diesel::delete(host_imports::table.filter(host_imports::id.eq_any(given_up))).execute(tx)?;
    let id = Uuid::new_v4();
    diesel::insert_into(host_imports::table)
        .values((
            host_imports::id.eq(id),
            host_imports::user_id.eq(who.id),
            host_imports::file_name.eq(file_name),
            host_imports::rows.eq(serde_json::to_value(&sheet.rows)?),
            host_imports::ignored.eq(serde_json::to_value(&sheet.ignored)?),
        ))
        .execute(tx)?;
    Ok(id)
}

/// Writes every row of `who`'s import, judged anew; `mark` tells the report that they looked at. What was
/// imported stays as it is.
///
/// # Errors
/// 404, 403, 409 when a row is wrong, when there is nothing to do, or when the report is another by now.
pub fn import_hosts(
    tx: &mut PgConnection,
    who: &Actor,
    id: Uuid,
    mark: Option<&str>,
    now: DateTime<Utc>,
) -> AppResult<Outcome> {
    let import = queries::lock_import(tx, who, id)?;
    if !who.may(Action::ManageHosts) {
        return Err(AppError::forbidden());
    }
    if let Some((_, outcome)) = import.imported {
        return Ok(outcome);
    }
    // Nobody's page waits behind it, and cut off it would be worth nothing.
    tx.batch_execute("SET LOCAL statement_timeout = '60s'")?;
    queries::lock_hosts_of(tx, &import.rows)?;
    let stock = queries::stock(tx, who, &import.rows)?;
    let report = Report::of(import.rows.clone(), &stock, who);
    allow(&report, mark)?;
    let outcome =
        Outcome { new: report.count(Kind::New), changed: report.count(Kind::Changed), same: report.count(Kind::Same) };
    write(tx, who, &import, report, now)?;
    let done = (
        host_imports::imported_at.eq(now),
        host_imports::outcome.eq(serde_json::to_value(outcome)?),
        host_imports::rows.eq(Value::Array(vec![])),
    );
    diesel::update(host_imports::table.find(id)).set(done).execute(tx)?;
    outbox::tell(tx, who, &of_the_whole(&import, outcome))?;
    Ok(outcome)
}

fn allow(report: &Report, mark: Option<&str>) -> AppResult<()> {
    let wrong = report.count(Kind::Wrong);
    if mark.is_some_and(|seen| seen != report.mark()) {
        Err(AppError::Stale("network-import-overtaken".into()))
    } else if wrong > 0 {
        Err(AppError::NotNow(Text::new("network-import-has-wrong").with("count", wrong)))
    } else if !report.can_be_imported() {
        Err(AppError::NotNow("network-import-nothing".into()))
    } else {
        Ok(())
    }
}

fn write(tx: &mut PgConnection, who: &Actor, import: &HostImport, report: Report, now: DateTime<Utc>) -> AppResult<()> {
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for (_, verdict) in report.rows {
        match verdict {
            Verdict::New(wanted) => new.push(wanted),
            Verdict::Changed(before, wanted, differences) => changed.push((*before, wanted, differences)),
            Verdict::Same | Verdict::Wrong(_) => {}
        }
    }
    let source = source(import);
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
    let fields = text::listed(differences.iter().map(|it| Text::new(it.column.label())))?;
    let said = Text::new("network-timeline-changed-by-import").with("fields", fields).with("source", source.clone());
    let event = Event::new("updateHost", "host", after.record());
    Some(event.changed(Some(before.facts()), Some(after.facts())).on_timeline(said))
}

/// The file's name, or that cells were pasted.
fn source(import: &HostImport) -> text::Arg {
    if import.file_name.is_empty() {
        Text::new("network-import-pasted").into()
    } else {
        import.file_name.as_str().into()
    }
}

/// One entry for the whole, beside those of the hosts.
fn of_the_whole(import: &HostImport, outcome: Outcome) -> Event {
    let path = format!("/network/hosts/import/{}", import.id);
    let record = Record { kind: "host_import", id: 0, number: import.id.to_string(), path };
    let Outcome { new, changed, same } = outcome;
    let facts = json!({ "file": import.file_name, "new": new, "changed": changed, "same": same });
    Event::new("importHosts", "host_import", record).changed(None, Some(facts))
}
