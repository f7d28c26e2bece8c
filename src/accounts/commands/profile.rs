//! What one says about oneself (spec 1, "我的信息").

use diesel::prelude::*;

use crate::{error::AppResult, policy::Actor, schema::users, web::i18n::Lang};

/// Speaks another language to `who` from now on. Too slight for the audit log.
///
/// # Errors
/// When the database can't be had.
pub fn speak(tx: &mut PgConnection, who: &Actor, lang: Lang) -> AppResult<()> {
    diesel::update(users::table.find(who.id)).set(users::language.eq(lang.code())).execute(tx)?;
    Ok(())
}
