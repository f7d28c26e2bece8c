//! The chain that shows whether the log was tampered with (spec 8, "Audit"): a seal's hash covers some
//! entries and the seal before it, so that none can be changed, added between or taken away unseen.
//!
//! Entries are sealed afterwards, by the worker: a chain inside each change's transaction would make
//! all changes wait for one another.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Bytea, Integer, Interval, Nullable, Text, Timestamptz},
};
use sha2::{Digest, Sha256};

use crate::{
    db::{
        Db,
        sql::{planned_for_values, statement},
    },
    error::AppResult,
    schema::audit_seals as seals,
};

/// Entries under one seal.
const BATCH: i32 = 1_000;
/// How long after its first statement a change may commit: what is older was sealed before, or by [`seal_late`].
const LATEST: TimeDelta = TimeDelta::minutes(10);
/// Entries that are verified at a time.
const WALKED: usize = 5_000;

/// How the chain stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    pub seals: i64,
    pub entries: i64,
    /// Not sealed yet; none for long while a worker runs.
    pub unsealed: i64,
    /// The first seal that doesn't fit what it covers.
    pub broken_at: Option<i64>,
    /// When the last seal that fits was made, and its hash.
    pub until: Option<DateTime<Utc>>,
    pub hash: [u8; 32],
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
    seal_all(db, Some(LATEST), 0)
}

/// Seals what [`seal`] didn't meet, however old.
///
/// # Errors
/// When the database refuses.
pub fn seal_late(db: &Db) -> AppResult<()> {
    seal_all(db, None, 0)
}

/// Seals what came after the entry with that id, however old it says it is.
///
/// # Errors
/// When the database refuses.
pub fn seal_beyond(db: &Db, entry: i64) -> AppResult<()> {
    seal_all(db, None, entry)
}

fn seal_all(db: &Db, looking_back: Option<TimeDelta>, beyond: i64) -> AppResult<()> {
    let mut place = Some(beyond);
    while let Some(beyond) = place {
        place = db.transact(|tx| seal_some(tx, looking_back, beyond))?;
    }
    Ok(())
}

/// The last entry that was sealed, if there was any.
fn seal_some(tx: &mut PgConnection, looking_back: Option<TimeDelta>, beyond: i64) -> AppResult<Option<i64>> {
    let last: Option<(i64, Vec<u8>)> =
        seals::table.order(seals::id.desc()).select((seals::id, seals::hash)).first(tx).optional()?;
    // Looked up entry by entry: a join would go through all that was ever sealed.
    let unsealed = statement(format!(
        "SELECT 0::bigint AS seal, {ENTRY} FROM audit_entries e
         WHERE ($1 IS NULL OR e.at >= coalesce((SELECT sealed_at FROM audit_seals ORDER BY id DESC LIMIT 1), '-infinity') - $1)
           AND e.id > $3 AND (SELECT s.seal_id FROM audit_sealed_entries s WHERE s.entry_id = e.id) IS NULL
         ORDER BY e.id LIMIT $2"
    ))
    .bind::<Nullable<Interval>, _>(looking_back)
    .bind::<Integer, _>(BATCH)
    .bind::<BigInt, _>(beyond);
    let entries: Vec<Entry> = planned_for_values(tx, |tx| Ok(unsealed.load(tx)?))?;
    let Some(newest) = entries.last().map(|entry| entry.id) else { return Ok(None) };
    let (before, previous) = last.unwrap_or_default();
    let this = before + 1;
    diesel::insert_into(seals::table)
        .values((seals::id.eq(this), seals::hash.eq(hash(&previous, &entries))))
        .execute(tx)?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.id).collect();
    statement("INSERT INTO audit_sealed_entries (entry_id, seal_id) SELECT id, $2 FROM unnest($1) AS id")
        .bind::<Array<BigInt>, _>(ids)
        .bind::<BigInt, _>(this)
        .execute(tx)?;
    Ok(Some(newest))
}

/// Goes through the whole chain, some entries at a time: neither memory nor one statement's time grows with it.
///
/// # Errors
/// When the database can't be had.
pub fn verify(c: &mut PgConnection) -> AppResult<Chain> {
    // What is sealed is an entry once.
    let unsealed = "SELECT (SELECT count(*) FROM audit_entries) - (SELECT count(*) FROM audit_sealed_entries) AS count";
    let unsealed: Count = statement(unsealed).get_result(c)?;
    // What is sealed meanwhile is another time's.
    let newest: Option<i64> = seals::table.select(diesel::dsl::max(seals::id)).first(c)?;
    let newest = newest.unwrap_or_default();
    let mut walk = Walk { chain: Chain { unsealed: unsealed.count, ..Chain::default() }, ..Walk::default() };
    loop {
        let some = sealed_after(c, walk.place, newest)?;
        let is_last = some.len() < WALKED;
        if !some.into_iter().all(|entry| walk.goes_on(entry)) || is_last && !walk.closes() {
            return Ok(Chain { broken_at: Some(walk.chain.seals + 1), ..walk.chain });
        }
        if is_last {
            break;
        }
    }
    // A seal without entries was met by none.
    let is_short = newest > walk.chain.seals;
    Ok(Chain { broken_at: is_short.then_some(walk.chain.seals + 1), ..walk.chain })
}

/// Where a verification is.
#[derive(Default)]
struct Walk {
    chain: Chain,
    /// Of the last entry: its seal and its id.
    place: (i64, i64),
    open: Option<Open>,
}

/// A seal some of whose entries were met.
struct Open {
    seal: i64,
    stored: Vec<u8>,
    made_at: DateTime<Utc>,
    entries: i64,
    hash: Sha256,
}

impl Walk {
    /// Whether the chain holds so far.
    fn goes_on(&mut self, Sealed { entry, stored, made_at }: Sealed) -> bool {
        self.place = (entry.seal, entry.id);
        if self.open.as_ref().is_none_or(|open| open.seal != entry.seal) {
            if !self.closes() || entry.seal != self.chain.seals + 1 {
                return false;
            }
            let previous = if self.chain.seals == 0 { &[][..] } else { &self.chain.hash };
            let hash = Sha256::new().chain_update(previous);
            self.open = Some(Open { seal: entry.seal, stored, made_at, entries: 0, hash });
        }
        if let Some(open) = &mut self.open {
            cover(&mut open.hash, &entry);
            open.entries += 1;
        }
        true
    }

    /// Whether the seal at hand fits what it covers.
    fn closes(&mut self) -> bool {
        let Some(open) = self.open.take() else { return true };
        let hash: [u8; 32] = open.hash.finalize().into();
        if hash[..] != open.stored[..] {
            return false;
        }
        self.chain.seals = open.seal;
        self.chain.entries += open.entries;
        (self.chain.hash, self.chain.until) = (hash, Some(open.made_at));
        true
    }
}

/// An entry with its seal.
#[derive(QueryableByName)]
struct Sealed {
    #[diesel(embed)]
    entry: Entry,
    #[diesel(sql_type = Bytea)]
    stored: Vec<u8>,
    #[diesel(sql_type = Timestamptz)]
    made_at: DateTime<Utc>,
}

/// In the order in which they were sealed, up to the seal `last`.
fn sealed_after(c: &mut PgConnection, (seal, entry): (i64, i64), last: i64) -> AppResult<Vec<Sealed>> {
    let query = format!(
        "SELECT s.seal_id AS seal, {ENTRY}, l.hash AS stored, l.sealed_at AS made_at
         FROM audit_sealed_entries s
         JOIN audit_seals l ON l.id = s.seal_id
         JOIN audit_entries e ON e.id = s.entry_id
         WHERE (s.seal_id, s.entry_id) > ($1, $2) AND l.id BETWEEN $1 AND $3 ORDER BY s.seal_id, s.entry_id LIMIT {WALKED}"
    );
    Ok(statement(query).bind::<BigInt, _>(seal).bind::<BigInt, _>(entry).bind::<BigInt, _>(last).load(c)?)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn hash(previous: &[u8], entries: &[Entry]) -> Vec<u8> {
    let mut hash = Sha256::new().chain_update(previous);
    for entry in entries {
        cover(&mut hash, entry);
    }
    hash.finalize().to_vec()
}

/// Every part with its length before it: no two logs have the same bytes.
fn cover(hash: &mut Sha256, entry: &Entry) {
    for number in [entry.id, entry.micros, entry.actor.unwrap_or_default()] {
        hash.update(number.to_be_bytes());
    }
    for word in &entry.words {
        hash.update((word.len() as u64).to_be_bytes());
        hash.update(word);
    }
}
