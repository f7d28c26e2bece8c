//! The chain that shows whether the log was tampered with (spec 8, "Audit"): a seal's hash covers some
//! entries and the seal before it, so that none can be changed, added between or taken away unseen.
//!
//! Entries are sealed afterwards, by the worker: a chain inside each change's transaction would make
//! all changes wait for one another.

use chrono::TimeDelta;
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Integer, Interval, Nullable, Text},
};
use sha2::{Digest, Sha256};

use crate::{
    db::{
        Db,
        sql::{planned_for_values, statement},
    },
    error::AppResult,
    schema::{audit_sealed_entries as sealed, audit_seals as seals},
};

/// Entries under one seal.
const BATCH: i32 = 1_000;
/// How long after its first statement a change may commit: what is older was sealed before, or by [`seal_late`].
const LATEST: TimeDelta = TimeDelta::minutes(10);
/// Seals that are verified at a time.
const SEALS: i64 = 500;

/// How the chain stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    pub seals: i64,
    pub entries: i64,
    /// Not sealed yet; none for long while a worker runs.
    pub unsealed: i64,
    /// The first seal that doesn't fit what it covers.
    pub broken_at: Option<i64>,
}

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = BigInt)]
    seal: i64,
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    micros: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    actor: Option<i64>,
    #[diesel(sql_type = Array<Text>)]
    words: Vec<String>,
}

/// What of an entry its seal covers; `seal` is 0 before it has one.
const ENTRY: &str = "e.id, (extract(epoch FROM e.at) * 1000000)::bigint AS micros, e.actor_id AS actor,
    ARRAY[e.actor_name, e.address, e.request_id, e.action, e.resource_type, e.resource_id,
          coalesce(e.before::text, ''), coalesce(e.after::text, '')] AS words";

/// Seals what was written since the last time. One process at a time.
///
/// # Errors
/// When the database refuses.
pub fn seal(db: &Db) -> AppResult<()> {
    while db.transact(|tx| seal_some(tx, Some(LATEST), 0))? > 0 {}
    Ok(())
}

/// Seals what [`seal`] didn't meet, however old.
///
/// # Errors
/// When the database refuses.
pub fn seal_late(db: &Db) -> AppResult<()> {
    while db.transact(|tx| seal_some(tx, None, 0))? > 0 {}
    Ok(())
}

/// Seals what came after the entry with that id, however old it says it is.
///
/// # Errors
/// When the database refuses.
pub fn seal_beyond(db: &Db, entry: i64) -> AppResult<()> {
    let mut beyond = entry;
    while db.transact(|tx| seal_some(tx, None, beyond))? > 0 {
        beyond = db.transact(newest_sealed)?;
    }
    Ok(())
}

fn newest_sealed(tx: &mut PgConnection) -> AppResult<i64> {
    let newest: Option<i64> = sealed::table.select(diesel::dsl::max(sealed::entry_id)).get_result(tx)?;
    Ok(newest.unwrap_or_default())
}

fn seal_some(tx: &mut PgConnection, looking_back: Option<TimeDelta>, beyond: i64) -> AppResult<usize> {
    let last: Option<(i64, Vec<u8>)> =
        seals::table.order(seals::id.desc()).select((seals::id, seals::hash)).first(tx).optional()?;
    let unsealed = statement(format!(
        "SELECT 0::bigint AS seal, {ENTRY} FROM audit_entries e
         WHERE ($1 IS NULL OR e.at >= (SELECT coalesce(max(sealed_at), '-infinity') FROM audit_seals) - $1)
           AND e.id > $3 AND NOT EXISTS (SELECT FROM audit_sealed_entries s WHERE s.entry_id = e.id)
         ORDER BY e.id LIMIT $2"
    ))
    .bind::<Nullable<Interval>, _>(looking_back)
    .bind::<Integer, _>(BATCH)
    .bind::<BigInt, _>(beyond);
    let entries: Vec<Entry> = planned_for_values(tx, |tx| Ok(unsealed.load(tx)?))?;
    if entries.is_empty() {
        return Ok(0);
    }
    let (before, previous) = last.unwrap_or_default();
    let this = before + 1;
    diesel::insert_into(seals::table)
        .values((seals::id.eq(this), seals::hash.eq(hash(&previous, &entries))))
        .execute(tx)?;
    let rows: Vec<_> = entries.iter().map(|entry| (sealed::entry_id.eq(entry.id), sealed::seal_id.eq(this))).collect();
    Ok(diesel::insert_into(sealed::table).values(rows).execute(tx)?)
}

/// Goes through the whole chain.
///
/// # Errors
/// When the database can't be had.
pub fn verify(c: &mut PgConnection) -> AppResult<Chain> {
    let unsealed = "SELECT count(*) AS count FROM audit_entries e
                    WHERE NOT EXISTS (SELECT FROM audit_sealed_entries s WHERE s.entry_id = e.id)";
    let unsealed: Count = statement(unsealed).get_result(c)?;
    let mut chain = Chain { unsealed: unsealed.count, ..Chain::default() };
    let mut previous = Vec::new();
    loop {
        let some: Vec<(i64, Vec<u8>)> = seals::table
            .filter(seals::id.gt(chain.seals))
            .order(seals::id)
            .limit(SEALS)
            .select((seals::id, seals::hash))
            .load(c)?;
        let Some((last, _)) = some.last() else { return Ok(chain) };
        let mut entries = entries_under(c, chain.seals, *last)?;
        for (id, stored) in some {
            let its: Vec<Entry> = entries.extract_if(.., |entry| entry.seal == id).collect();
            if id != chain.seals + 1 || stored != hash(&previous, &its) {
                return Ok(Chain { broken_at: Some(chain.seals + 1), ..chain });
            }
            chain.seals = id;
            chain.entries += i64::try_from(its.len()).unwrap_or(i64::MAX);
            previous = stored;
        }
    }
}

/// In the order in which they were sealed.
fn entries_under(c: &mut PgConnection, after: i64, to: i64) -> AppResult<Vec<Entry>> {
    let query = format!(
        "SELECT s.seal_id AS seal, {ENTRY} FROM audit_sealed_entries s JOIN audit_entries e ON e.id = s.entry_id
         WHERE s.seal_id > $1 AND s.seal_id <= $2 ORDER BY s.seal_id, e.id"
    );
    Ok(statement(query).bind::<BigInt, _>(after).bind::<BigInt, _>(to).load(c)?)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Every part with its length before it: no two logs have the same bytes.
fn hash(previous: &[u8], entries: &[Entry]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(previous);
    for entry in entries {
        for number in [entry.id, entry.micros, entry.actor.unwrap_or_default()] {
            hash.update(number.to_be_bytes());
        }
        for word in &entry.words {
            hash.update((word.len() as u64).to_be_bytes());
            hash.update(word);
        }
    }
    hash.finalize().to_vec()
}
