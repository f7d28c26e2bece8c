//! A form is sent once, however often its button is pressed (spec 0, double clicks).

use diesel::prelude::*;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::{error::AppResult, schema::submissions};

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Once {
    /// This is the first: go on, and note where it led.
    First,
    /// It was done before, and led there.
    Again(String),
}

/// Does `work` the first time, and each time says where it led.
///
/// # Errors
/// What `work` refuses, or when the database can't be had.
pub fn once(
    tx: &mut PgConnection,
    user: i64,
    submission: Option<Uuid>,
    work: impl FnOnce(&mut PgConnection) -> AppResult<String>,
) -> AppResult<String> {
    match begin(tx, user, submission)? {
        Once::Again(path) => Ok(path),
        Once::First => {
            let path = work(tx)?;
            led_to(tx, submission, &path)?;
            Ok(path)
        }
    }
}

/// The number of one part of a submission whose parts are done one by one.
#[must_use]
pub fn part(whole: Uuid, of: &str) -> Uuid {
    let hash = Sha256::new().chain_update(whole.as_bytes()).chain_update(of).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_random_bytes(bytes).into_uuid()
}

/// Takes the submission's number. A twin in flight waits here for the first one's end.
fn begin(tx: &mut PgConnection, user: i64, submission: Option<Uuid>) -> AppResult<Once> {
    let Some(id) = submission else { return Ok(Once::First) };
    let taken = diesel::insert_into(submissions::table)
        .values((submissions::id.eq(id), submissions::user_id.eq(user), submissions::leads_to.eq("")))
        .on_conflict_do_nothing()
        .execute(tx)?;
    if taken == 1 {
        return Ok(Once::First);
    }
    let of_this_user = submissions::table.filter(submissions::id.eq(id)).filter(submissions::user_id.eq(user));
    let led_to: Option<String> = of_this_user.select(submissions::leads_to).first(tx).optional()?;
    // Somebody else's number is no number.
    Ok(led_to.map_or(Once::First, Once::Again))
}

/// Notes where the first one led.
fn led_to(tx: &mut PgConnection, submission: Option<Uuid>, path: &str) -> AppResult<()> {
    if let Some(id) = submission {
        diesel::update(submissions::table.find(id)).set(submissions::leads_to.eq(path)).execute(tx)?;
    }
    Ok(())
}
