//! An account as its owner's commands need to know it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::username::Username;
use crate::{
    error::AppResult,
    outbox::Record,
    policy::{Actor, Origin},
    schema::users,
};

/// What the timeline calls an account.
pub const RECORD_KIND: &str = "user";

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Account {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub phone: String,
    pub email: String,
    pub language: String,
    pub mail_preference: String,
    pub password_hash: String,
    pub password_changed_at: DateTime<Utc>,
    pub must_change_password: bool,
    pub locked_until: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub last_signed_in_at: Option<DateTime<Utc>>,
    pub last_signed_in_from: Option<String>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
}

impl Account {
    #[must_use]
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        self.locked_until.is_some_and(|until| until > now)
    }

    /// What events about it call it.
    #[must_use]
    pub fn record(&self) -> Record {
        Record { kind: RECORD_KIND, id: self.id, number: self.username.clone(), path: "/me".to_owned() }
    }

    /// Its owner, for the audit log, where no session says so yet.
    #[must_use]
    pub fn owner(&self, origin: &Origin) -> Actor {
        Actor {
            id: self.id,
            username: self.username.clone(),
            display_name: self.display_name.clone(),
            origin: origin.clone(),
            ..Actor::system()
        }
    }
}

/// The account as it is now.
///
/// # Errors
/// 404 when there is none.
pub fn get(c: &mut PgConnection, id: i64) -> AppResult<Account> {
    Ok(users::table.find(id).select(Account::as_select()).first(c)?)
}

/// The account, held until the transaction's end: failures and successes are counted one after the other.
///
/// # Errors
/// 404 when there is none.
pub fn lock(tx: &mut PgConnection, id: i64) -> AppResult<Account> {
    Ok(users::table.find(id).select(Account::as_select()).for_no_key_update().first(tx)?)
}

/// The account of that name.
///
/// # Errors
/// When the database can't be had.
pub fn named(c: &mut PgConnection, name: &Username) -> AppResult<Option<Account>> {
    let found = users::table.filter(users::username.eq(name.as_str())).select(Account::as_select()).first(c);
    Ok(found.optional()?)
}
