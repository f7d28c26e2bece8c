//! Whether every attachment's content is there as it came.

use diesel::prelude::*;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Files;
use crate::{db::Db, error::AppResult, schema::attachments};

const AT_A_TIME: i64 = 500;

type Stored = (Uuid, i64, Vec<u8>);

/// What is missing, or isn't what was uploaded: the attachments' ids with why.
///
/// # Errors
/// When the database can't be had.
pub fn verify(db: &Db, files: &Files) -> AppResult<Vec<String>> {
    let (mut wrong, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let some: Vec<Stored> = attachments::table
            .filter(attachments::id.gt(after))
            .order(attachments::id)
            .limit(AT_A_TIME)
            .select((attachments::id, attachments::size, attachments::sha256))
            .load(&mut db.connection()?)?;
        let Some((last, ..)) = some.last() else { return Ok(wrong) };
        after = *last;
        wrong.extend(some.iter().filter_map(|stored| trouble_with(files, stored)));
    }
}

fn trouble_with(files: &Files, (id, size, sha256): &Stored) -> Option<String> {
    match files.read(*id) {
        Err(error) => Some(format!("{id}: {error}")),
        Ok(content) if content.len() as u64 != size.unsigned_abs() => Some(format!("{id}: {} bytes", content.len())),
        Ok(content) if Sha256::digest(&content).as_slice() != sha256 => Some(format!("{id}: other content")),
        Ok(_) => None,
    }
}
