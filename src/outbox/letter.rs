//! Mail without a message: its link is for nobody but its reader, or its reader can't sign in.

use std::slice;

use diesel::prelude::*;
use uuid::Uuid;

use crate::{error::AppResult, schema::mails, text::Text};

/// Rows of one statement, which binds no more than 65,535 values.
const AT_ONCE: usize = 5_000;

/// One mail to one address, sent at once and whatever its reader chose.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Whose it is, where they have an account.
    pub to: Option<i64>,
    pub address: String,
    pub language: String,
    pub title: Text,
    pub body: Text,
    /// A path of the portal.
    pub link: String,
    /// The link opens something by itself: it is forgotten once it was sent.
    pub link_is_secret: bool,
}

/// Puts it in the outbox. Each is a thread of its own: none is ever joined with another.
///
/// # Errors
/// When the database refuses.
pub fn post(tx: &mut PgConnection, letter: &Letter) -> AppResult<()> {
    post_all(tx, slice::from_ref(letter))
}

/// The same for many at once.
///
/// # Errors
/// As [`post`].
pub fn post_all(tx: &mut PgConnection, letters: &[Letter]) -> AppResult<()> {
    let row = |letter: &Letter| {
        Ok((
            mails::recipient_id.eq(letter.to),
            mails::address.eq(letter.address.clone()),
            mails::language.eq(letter.language.clone()),
            mails::thread.eq(format!("letter/{}", Uuid::new_v4())),
            mails::title.eq(serde_json::to_value(&letter.title)?),
            mails::body.eq(serde_json::to_value(&letter.body)?),
            mails::link.eq(letter.link.clone()),
            mails::link_is_secret.eq(letter.link_is_secret),
            mails::binding.eq(true),
        ))
    };
    for some in letters.chunks(AT_ONCE) {
        let rows: Vec<_> = some.iter().map(row).collect::<AppResult<_>>()?;
        diesel::insert_into(mails::table).values(rows).execute(tx)?;
    }
    Ok(())
}
