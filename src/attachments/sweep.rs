//! Clearing away what nothing carries.

use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::{
    Files, allowance,
    files::{id_of, remove},
};
use crate::{db::Db, error::AppResult, schema::attachments};

/// A form may lie open for a day.
const PATIENCE: TimeDelta = TimeDelta::days(1);
const AT_A_TIME: usize = 500;

/// Removes loose uploads of yesterday, counts of days past, and the content of attachments that aren't
/// there (any more). Two processes may do it at once.
///
/// # Errors
/// When the database or the disk refuses; what is left is left to the next time.
pub fn sweep(db: &Db, files: &Files, now: DateTime<Utc>) -> AppResult<()> {
    let before = now - PATIENCE;
    db.transact(|tx| {
        let loose = attachments::table
            .filter(attachments::ticket_id.is_null())
            .filter(attachments::project_id.is_null())
            .filter(attachments::request_id.is_null())
            .filter(attachments::quota_request_id.is_null());
        diesel::delete(loose.filter(attachments::uploaded_at.lt(before))).execute(tx)?;
        allowance::forget_old(tx, now)
    })?;
    let old = files.older_than(SystemTime::from(before))?;
    for some in old.chunks(AT_A_TIME) {
        let ids: Vec<Uuid> = some.iter().filter_map(|file| id_of(file)).collect();
        let carried: Vec<Uuid> = attachments::table
            .filter(attachments::id.eq_any(&ids))
            .select(attachments::id)
            .load(&mut db.connection()?)?;
        let orphans = some.iter().filter(|file| id_of(file).is_none_or(|id| !carried.contains(&id)));
        orphans.into_iter().try_for_each(|file| remove(file))?;
    }
    Ok(())
}
