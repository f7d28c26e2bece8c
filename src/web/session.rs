//! Sessions are rows in Postgres: listed to their owner, revoked one by one, the same on every server
//! (spec 1, sign-in).

use std::{cell::RefCell, collections::HashMap, sync::LazyLock};

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::{
    Error,
    body::MessageBody,
    cookie::time::Duration as CookieDuration,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Binary, Bool, Json, Text as SqlText, Timestamptz},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::task_local;
use uuid::Uuid;

use super::visitor::{Reader, reader_columns};
use crate::{
    db::{Db, Gathered, sql::statement},
    error::{AppError, AppResult},
    schema::sessions,
};

pub const COOKIE: &str = "yunwu_session";
/// A session ends after so much idleness …
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// … or so long after sign-in.
pub const LIFE: TimeDelta = TimeDelta::hours(12);

/// Entries of a session's state.
pub const USER: &str = "user_id";
pub const ID: &str = "session_id";
pub const ADDRESS: &str = "address";
pub const AGENT: &str = "user_agent";
/// Whose session this was, when it has run out: a form typed in it is kept for them.
pub const WAS: &str = "was_user_id";
/// Instead of all these: nobody can say just now whose session this is.
pub const UNREAD: &str = "unread";

type State = HashMap<String, String>;

/// Keeps `actix-session`'s state in the table `sessions`.
#[derive(Clone)]
pub struct PgSessions {
    db: Db,
}

impl PgSessions {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db }
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    owner_id: i64,
    #[diesel(sql_type = Json)]
    state: Gathered<State>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    last_seen_at: DateTime<Utc>,
    #[diesel(sql_type = Bool)]
    is_revoked: bool,
    #[diesel(sql_type = Bool)]
    is_disabled: bool,
    #[diesel(embed)]
    reader: Reader,
}

/// Whoever reads in a living session, and when they were last noted as here.
#[derive(Clone, Debug)]
pub struct Present {
    pub reader: Reader,
    pub last_seen_at: DateTime<Utc>,
}

/// One request, as far as the store has to do with it.
struct Visit {
    /// The address it asks for.
    path: String,
    /// Whom the session that was loaded belongs to, from the store to who asks.
    present: RefCell<Option<Present>>,
}

task_local! {
    static VISIT: Visit;
}

/// Whoever reads, where [`noting`] goes on around.
#[must_use]
pub fn present() -> Option<Present> {
    VISIT.try_with(|visit| visit.present.borrow().clone()).ok().flatten()
}

/// Notes within `work`, which is asked for at `path`, whom its session belongs to.
pub fn noting<W: Future>(path: &str, work: W) -> impl Future<Output = W::Output> + use<W> {
    VISIT.scope(Visit { path: path.to_owned(), present: RefCell::default() }, work)
}

/// One query for the session and its owner: every request asks for both.
static FIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT s.user_id AS owner_id, s.state::json AS state, s.created_at, s.last_seen_at,
                s.revoked_at IS NOT NULL AS is_revoked, u.disabled_at IS NOT NULL AS is_disabled, {}
         FROM sessions s JOIN users u ON u.id = s.user_id JOIN departments d ON d.id = u.department_id
         WHERE s.key_hash = $1",
        reader_columns()
    )
});

impl Row {
    fn state_at(self, now: DateTime<Utc>) -> Option<State> {
        if self.is_revoked {
            return None;
        }
        if now - self.last_seen_at > IDLE || now - self.created_at > LIFE {
            return Some(State::from([(WAS.to_owned(), self.owner_id.to_string())]));
        }
        if !self.is_disabled {
            let present = Present { reader: self.reader, last_seen_at: self.last_seen_at };
            // Nobody waits for it where only the state is asked for.
            let _ = VISIT.try_with(|visit| visit.present.replace(Some(present)));
        }
        Some(self.state.0)
    }
}

impl SessionStore for PgSessions {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let hash = hashed(key);
        let path = VISIT.try_with(|visit| visit.path.clone()).unwrap_or_default();
        let found = self
            .db
            .read(move |c| {
                let find = statement(FIND.as_str()).bind::<Binary, _>(&hash).bind::<SqlText, _>(&path);
                let row: Option<Row> = find.get_result(c).optional()?;
                Ok(row)
            })
            .await;
        match found {
            Ok(row) => Ok(row.and_then(|row| row.state_at(Utc::now()))),
            // A failure would be answered with 500 by the middleware; `identify` says what it is.
            Err(error) => {
                tracing::warn!(%error, "session not read");
                Ok(Some(State::from([(UNREAD.to_owned(), "true".to_owned())])))
            }
        }
    }

    async fn save(&self, state: State, _: &CookieDuration) -> Result<SessionKey, SaveError> {
        let key = new_key().map_err(SaveError::Other)?;
        self.insert(hashed(&key), state).await.map_err(|error| SaveError::Other(error.into()))?;
        Ok(key)
    }

    async fn update(&self, key: SessionKey, state: State, _: &CookieDuration) -> Result<SessionKey, UpdateError> {
        let hash = hashed(&key);
        let json = serde_json::to_value(state).map_err(|error| UpdateError::Serialization(error.into()))?;
        self.db
            .write(move |tx| {
                diesel::update(sessions::table.find(hash)).set(sessions::state.eq(json)).execute(tx)?;
                Ok(())
            })
            .await
            .map_err(|error| UpdateError::Other(error.into()))?;
        Ok(key)
    }

    /// Seeing is noted by `web::identify`, which knows whether a person or a script asked.
    async fn update_ttl(&self, _: &SessionKey, _: &CookieDuration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        let hash = hashed(key);
        self.db
            .write(move |tx| {
                diesel::delete(sessions::table.find(hash)).execute(tx)?;
                Ok(())
            })
            .await?;
        Ok(())
    }
}

/// Middleware around the sessions: notes whose they are, and who can't be signed in because nothing can be
/// written now may try again.
///
/// # Errors
/// 503, where the session was not stored.
pub async fn stored(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path().to_owned();
    noting(&path, next.call(request)).await.map_err(|error| {
        if !error.as_response_error().status_code().is_server_error() {
            return error;
        }
        tracing::error!(%error, "session not stored");
        AppError::TryLater.into()
    })
}

impl PgSessions {
    async fn insert(&self, hash: Vec<u8>, state: State) -> AppResult<()> {
        let entry = |name: &str| state.get(name).and_then(|json| serde_json::from_str::<Value>(json).ok());
        let text = |name: &str| entry(name).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        let user =
            entry(USER).and_then(|id| id.as_i64()).ok_or_else(|| anyhow::anyhow!("a session without its user"))?;
        let id: Uuid = text(ID).parse().map_err(anyhow::Error::from)?;
        let (address, agent) = (text(ADDRESS), text(AGENT));
        let json = serde_json::to_value(&state)?;
        self.db
            .write(move |tx| {
                diesel::insert_into(sessions::table)
                    .values((
                        sessions::key_hash.eq(hash),
                        sessions::id.eq(id),
                        sessions::user_id.eq(user),
                        sessions::state.eq(json),
                        sessions::address.eq(address),
                        sessions::user_agent.eq(agent),
                    ))
                    .execute(tx)?;
                Ok(())
            })
            .await
    }
}

/// 256 random bits, of which the table knows only the hash.
fn new_key() -> Result<SessionKey, anyhow::Error> {
    let key = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    SessionKey::try_from(key).map_err(|_| anyhow::anyhow!("a session key of the wrong length"))
}

fn hashed(key: &SessionKey) -> Vec<u8> {
    Sha256::digest(key.as_ref().as_bytes()).to_vec()
}

/// Notes that a session's owner is here.
///
/// # Errors
/// When the database can't be had.
pub fn seen(tx: &mut PgConnection, id: Uuid) -> AppResult<()> {
    diesel::update(sessions::table.filter(sessions::id.eq(id)))
        .set(sessions::last_seen_at.eq(diesel::dsl::now))
        .execute(tx)
        .map_err(AppError::from)?;
    Ok(())
}
