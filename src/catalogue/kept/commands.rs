//! The verbs of entries.

use diesel::{
    connection::SimpleConnection,
    prelude::*,
    sql_types::{Int4, Nullable, Text as SqlText},
};

use super::{
    entry::{Entry, RECORD_KIND},
    form::{Wanted, family},
    kind::Kind,
    queries,
};
use crate::{
    db::sql::{Sql, statement},
    error::{AppError, AppResult},
    outbox::{self, Event},
    policy::{Action, Actor},
    text::{Text, listed},
};

/// Adds an entry after the others of its kind. A new family of servers comes with its first type.
///
/// # Errors
/// 403, 422 when its code is taken, or its family has other memory.
pub fn create(tx: &mut PgConnection, who: &Actor, kind: Kind, wanted: &Wanted) -> AppResult<Entry> {
    allow(who)?;
    lock(tx, kind)?;
    if queries::find(tx, kind, &wanted.code).is_ok() {
        return Err(AppError::at("code", "catalogue-code-taken"));
    }
    if kind == Kind::InstanceType {
        make_family(tx, wanted)?;
    }
    inserting(kind, wanted).execute(tx)?;
    let entry = queries::find(tx, kind, &wanted.code)?;
    let told = Event::new("createCatalogueEntry", RECORD_KIND, entry.record())
        .changed(None, Some(entry.facts()))
        .on_timeline("catalogue-timeline-created".into());
    outbox::tell(tx, who, &told)?;
    Ok(entry)
}

/// Changes names and limits of what `who` saw in version `seen`. Nothing changed is nothing to tell.
///
/// # Errors
/// 404, 403, 409 when it was changed since.
pub fn update(
    tx: &mut PgConnection,
    who: &Actor,
    before: &Entry,
    seen: Option<i32>,
    wanted: &Wanted,
) -> AppResult<Entry> {
    allow(who)?;
    refuse_stale(tx, before, seen)?;
    let kind = before.kind();
    let mut changed: Vec<Text> = kind
        .numbers()
        .iter()
        .filter(|number| before.number(number.field) != wanted.numbers.get(number.field).copied())
        .map(|number| Text::new(number.label))
        .collect();
    if kind.has_names() {
        let names = [
            (&before.name, &wanted.name, "catalogue-entry-name"),
            (&before.name_en, &wanted.name_en, "catalogue-entry-name-en"),
        ];
        changed.extend(names.into_iter().filter(|(was, is, _)| was != is).map(|(_, _, label)| Text::new(label)));
    }
    let Some(fields) = listed(changed) else { return Ok(before.clone()) };
    updating(kind, wanted).execute(tx)?;
    let after = queries::find(tx, kind, &before.code)?;
    let told = Event::new("updateCatalogueEntry", RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(Text::new("catalogue-timeline-changed").with("fields", fields));
    outbox::tell(tx, who, &told)?;
    Ok(after)
}

/// Retires an entry, or offers it again.
///
/// # Errors
/// 404, 403, 409 when it is so already, or was changed since version `seen`.
pub fn turn(
    tx: &mut PgConnection,
    who: &Actor,
    kind: Kind,
    code: &str,
    seen: Option<i32>,
    retire: bool,
) -> AppResult<Entry> {
    let before = lock_entry(tx, kind, code)?;
    allow(who)?;
    refuse_stale(tx, &before, seen)?;
    let (action, said) = match (retire, before.retired_at) {
        (true, None) => ("retireCatalogueEntry", "catalogue-timeline-retired"),
        (false, Some(_)) => ("restoreCatalogueEntry", "catalogue-timeline-restored"),
        (true, Some(_)) => return Err(AppError::NotNow("catalogue-retired-already".into())),
        (false, None) => return Err(AppError::NotNow("catalogue-offered-already".into())),
    };
    let when = if retire { "now()" } else { "NULL" };
    let turned = statement(format!(
        "UPDATE {} SET retired_at = {when}, revision = revision + 1 WHERE code = $1 {}",
        table(kind),
        of_kind(kind)
    ));
    turned.bind::<SqlText, _>(code.to_owned()).execute(tx)?;
    let after = queries::find(tx, kind, code)?;
    let told = Event::new(action, RECORD_KIND, after.record())
        .changed(Some(before.facts()), Some(after.facts()))
        .on_timeline(said.into());
    outbox::tell(tx, who, &told)?;
    Ok(after)
}

/// The entry, and nobody else changes one of its kind until the transaction ends.
///
/// # Errors
/// 404 when there is none.
pub fn lock_entry(tx: &mut PgConnection, kind: Kind, code: &str) -> AppResult<Entry> {
    queries::find(tx, kind, code)?;
    lock(tx, kind)?;
    queries::find(tx, kind, code)
}

/// Few change the catalogue, and rarely; reading goes on.
fn lock(tx: &mut PgConnection, kind: Kind) -> AppResult<()> {
    Ok(tx.batch_execute(&format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", table(kind)))?)
}

/// The same of every kind.
///
/// # Errors
/// When somebody is at one for too long.
pub fn lock_all(tx: &mut PgConnection) -> AppResult<()> {
    let all = "instance_types, images, disk_categories, product_options";
    Ok(tx.batch_execute(&format!("LOCK TABLE {all} IN SHARE ROW EXCLUSIVE MODE"))?)
}

fn allow(who: &Actor) -> AppResult<()> {
    if who.may(Action::ManageCatalogue) { Ok(()) } else { Err(AppError::forbidden()) }
}

fn refuse_stale(tx: &mut PgConnection, entry: &Entry, seen: Option<i32>) -> AppResult<()> {
    if seen.is_some_and(|seen| seen != entry.version) {
        return Err(outbox::changed_meanwhile(tx, RECORD_KIND, entry.id)?);
    }
    Ok(())
}

const fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::InstanceType => "instance_types",
        Kind::Image => "images",
        Kind::DiskCategory => "disk_categories",
        _ => "product_options",
    }
}

/// Options of several kinds share a table.
fn of_kind(kind: Kind) -> String {
    if table(kind) == "product_options" { format!("AND kind = '{}'", kind.code()) } else { String::new() }
}

/// Servers of a family have the same memory a vCPU.
fn make_family(tx: &mut PgConnection, wanted: &Wanted) -> AppResult<()> {
    #[derive(QueryableByName)]
    struct Family {
        #[diesel(sql_type = Int4)]
        memory_per_vcpu: i32,
    }
    let Some((per_vcpu, family, _)) = family(wanted) else { return Ok(()) };
    let per_vcpu = i32::try_from(per_vcpu).unwrap_or(i32::MAX);
    let made =
        statement("INSERT INTO instance_families (code, memory_per_vcpu) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    made.bind::<SqlText, _>(family.to_owned()).bind::<Int4, _>(per_vcpu).execute(tx)?;
    let known = statement("SELECT memory_per_vcpu FROM instance_families WHERE code = $1");
    let known: Family = known.bind::<SqlText, _>(family.to_owned()).get_result(tx)?;
    if known.memory_per_vcpu == per_vcpu {
        return Ok(());
    }
    let says = Text::new("catalogue-entry-family-memory").with("family", family.to_owned());
    Err(AppError::at("memory", says.with("memory", known.memory_per_vcpu)))
}

fn number(wanted: &Wanted, field: &str) -> Option<i32> {
    wanted.numbers.get(field).and_then(|number| i32::try_from(*number).ok())
}

fn inserting(kind: Kind, wanted: &Wanted) -> Sql<'static> {
    let named = |text: &'static str| {
        statement(text)
            .bind::<SqlText, _>(wanted.code.clone())
            .bind::<SqlText, _>(wanted.name.clone())
            .bind::<SqlText, _>(wanted.name_en.clone())
    };
    let bound = |sql: Sql<'static>, field| sql.bind::<Nullable<Int4>, _>(number(wanted, field));
    match kind {
        Kind::InstanceType => {
            let (per_vcpu, family, size) = family(wanted).unwrap_or_default();
            statement("INSERT INTO instance_types (code, family, size, vcpus, memory_per_vcpu) VALUES ($1, $2, $3, $4, $5)")
                .bind::<SqlText, _>(wanted.code.clone())
                .bind::<SqlText, _>(family.to_owned())
                .bind::<SqlText, _>(size.to_owned())
                .bind::<Nullable<Int4>, _>(number(wanted, "vcpus"))
                .bind::<Nullable<Int4>, _>(i32::try_from(per_vcpu).ok())
        }
        Kind::Image => bound(
            named(
                "INSERT INTO images (code, name, name_en, family, version, place, least_disk)
                 SELECT $1, $2, $3, split_part($1, '-', 1), substr($1, strpos($1, '-') + 1), max(place) + 1, $4 FROM images",
            ),
            "least_disk",
        ),
        Kind::DiskCategory => ["system_least", "system_most", "data_least", "data_most"].into_iter().fold(
            named(
                "INSERT INTO disk_categories (code, name, name_en, place, system_sizes, data_sizes)
                 SELECT $1, $2, $3, max(place) + 1, int4range($4, $5, '[]'), int4range($6, $7, '[]') FROM disk_categories",
            ),
            bound,
        ),
        _ => ["vcpus", "memory"].into_iter().fold(
            named(
                "INSERT INTO product_options (code, name, name_en, kind, vcpus, memory, place)
                 SELECT $1, $2, $3, $6, $4, $5, coalesce(max(place), 0) + 1 FROM product_options WHERE kind = $6",
            ),
            bound,
        )
        .bind::<SqlText, _>(kind.code()),
    }
}

fn updating(kind: Kind, wanted: &Wanted) -> Sql<'static> {
    let named = |sets: &str| {
        statement(format!(
            "UPDATE {} SET name = $2, name_en = $3, revision = revision + 1{sets} WHERE code = $1 {}",
            table(kind),
            of_kind(kind)
        ))
        .bind::<SqlText, _>(wanted.code.clone())
        .bind::<SqlText, _>(wanted.name.clone())
        .bind::<SqlText, _>(wanted.name_en.clone())
    };
    let bound = |sql: Sql<'static>, field| sql.bind::<Nullable<Int4>, _>(number(wanted, field));
    match kind {
        Kind::Image => bound(named(", least_disk = $4"), "least_disk"),
        Kind::DiskCategory => {
            let sets = ", system_sizes = int4range($4, $5, '[]'), data_sizes = int4range($6, $7, '[]')";
            ["system_least", "system_most", "data_least", "data_most"].into_iter().fold(named(sets), bound)
        }
        _ => named(""),
    }
}
