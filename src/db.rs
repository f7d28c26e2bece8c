//! The pool, and the two ways to the database: [`Db::read`] and [`Db::write`].

mod gathered;
mod grants;
mod one_by_one;
mod places;
pub mod sql;

use std::time::{Duration, Instant};

use actix_web::web;
use diesel::{
    Connection, PgConnection,
    connection::SimpleConnection,
    r2d2::{ConnectionManager, CustomizeConnection, Error as PoolError, Pool, PooledConnection},
    result::Error as DieselError,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tracing::Span;

use crate::error::{AppError, AppResult};

pub use gathered::Gathered;
pub use grants::let_work;
use places::Places;
pub use places::patiently;

pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// How long anybody waits for a connection before they are told to come again.
const PATIENCE: Duration = Duration::from_secs(2);

type Pooled = PooledConnection<ConnectionManager<PgConnection>>;

/// Handed to every handler. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool<ConnectionManager<PgConnection>>,
    places: Places,
}

/// Bounds that keep one slow page from holding up the others; and statements are planned once for whatever
/// they bind ([`sql::planned_for_values`] says otherwise), for tables that lie in memory or on an SSD, and never
/// compiled nor shared out among processes, either of which takes longer to begin than any page.
#[derive(Debug)]
struct PageLimits;

impl CustomizeConnection<PgConnection, PoolError> for PageLimits {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), PoolError> {
        connection
            .batch_execute(
                "SET statement_timeout = '5s'; SET lock_timeout = '2s'; \
                 SET idle_in_transaction_session_timeout = '30s'; SET plan_cache_mode = force_generic_plan; \
                 SET random_page_cost = 1.1; SET jit = off; SET max_parallel_workers_per_gather = 0; SET timezone = 'UTC'; SET client_min_messages = 'warning'; \
                 DO $$ BEGIN SET lc_messages = 'C'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$",
            )
            .map_err(PoolError::QueryError)
    }
}

impl Db {
    /// Opens a pool of at most `size` connections to `url`.
    ///
    /// # Errors
    /// When no connection can be made within the pool's time.
    pub fn connect(url: &str, size: u32) -> anyhow::Result<Self> {
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            // Costs a quarter of a list page; a lost connection is met below instead.
            .test_on_check_out(false)
            .connection_timeout(PATIENCE)
            .connection_customizer(Box::new(PageLimits))
            .build(ConnectionManager::new(url))?;
        Ok(Self { pool, places: Places::new(size) })
    }

    /// Reads. Asked again on another connection if one turns out to be lost; not because it took too long.
    ///
    /// # Errors
    /// Whatever `read` refuses, or [`AppError::TryLater`] when the database can't be had.
    pub async fn read<T, F>(&self, read: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: Fn(&mut PgConnection) -> AppResult<T> + Send + 'static,
    {
        self.off_thread(move |db, until| {
            for _ in 0..db.pool.max_size() {
                let mut connection = db.connection_by(until)?;
                match read(&mut connection) {
                    Err(AppError::TryLater) if is_lost(&mut connection) => {}
                    done => return done,
                }
            }
            Err(AppError::TryLater)
        })
        .await
    }

    /// Changes something, all or nothing.
    ///
    /// # Errors
    /// Whatever `change` refuses (and then nothing has changed), or [`AppError::TryLater`].
    pub async fn write<T, F>(&self, change: F) -> AppResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    {
        self.off_thread(move |db, until| db.transact_by(until, change)).await
    }

    /// [`Db::write`] for threads that may block.
    ///
    /// A change begun can't be asked again; one whose transaction didn't even begin can, so that a
    /// restart of the database is met without a round trip at every check-out.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn transact<T>(&self, change: impl FnOnce(&mut PgConnection) -> AppResult<T>) -> AppResult<T> {
        self.transact_by(Instant::now() + PATIENCE, change)
    }

    fn transact_by<T>(&self, until: Instant, change: impl FnOnce(&mut PgConnection) -> AppResult<T>) -> AppResult<T> {
        let mut change = Some(change);
        for _ in 0..self.pool.max_size() {
            let outcome = self.connection_by(until)?.transaction(|tx| match change.take() {
                Some(change) => change(tx),
                None => Err(AppError::TryLater),
            });
            if change.is_none() {
                return outcome;
            }
        }
        Err(AppError::TryLater)
    }

    /// A connection for reading in threads that may block.
    ///
    /// # Errors
    /// [`AppError::TryLater`] when none is free in time.
    pub fn connection(&self) -> AppResult<Pooled> {
        self.connection_by(Instant::now() + PATIENCE)
    }

    fn connection_by(&self, until: Instant) -> AppResult<Pooled> {
        self.pool.get_timeout(until.saturating_duration_since(Instant::now())).map_err(|error| {
            tracing::warn!(%error, "no database connection");
            AppError::TryLater
        })
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self, Instant) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let until = Instant::now() + PATIENCE;
        let place = self.places.take().await?;
        let (db, span) = (self.clone(), Span::current());
        let work = move || {
            // Kept to the end, also where nobody waits for the answer any more.
            let _place = place;
            span.in_scope(|| work(&db, until))
        };
        web::block(work).await?
    }
}

/// For work that may take longer than a page, until its transaction ends.
///
/// # Errors
/// When the database can't be had.
pub fn without_time_limit(tx: &mut PgConnection) -> AppResult<()> {
    Ok(tx.batch_execute("SET LOCAL statement_timeout = 0")?)
}

/// Whether nobody answers any more. A transaction that can't begin also keeps the pool from giving
/// this connection out again.
fn is_lost(connection: &mut PgConnection) -> bool {
    connection.transaction(|_| Ok::<_, DieselError>(())).is_err()
}

/// Brings the database at `url` up to date.
///
/// # Errors
/// When it can't be reached, or a migration fails.
pub fn migrate(url: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::establish(url)?;
    // Processes that start together migrate one after another; the lock goes with the connection.
    connection.batch_execute("SELECT pg_advisory_lock(hashtext('migrate'))")?;
    connection.run_pending_migrations(MIGRATIONS).map_err(|error| anyhow::anyhow!("migration failed: {error}"))?;
    Ok(())
}
