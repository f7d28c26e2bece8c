//! Two complaints: one answered, one that waits.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::clock;
use crate::{
    complaints::{self, Words},
    error::{AppError, AppResult},
    policy::Actor,
    schema::tickets,
    web::form::Errors,
};

const UNHEARD: &str = "办理期间两次打值班电话都没有人接，只能等到第二天才问到进展。汛期值守时请保证电话有人接听。";
const ANSWER: &str = "已核实：当天值班交接时电话没有转接。现已增加备用值班电话，并写入交接清单。给您添麻烦了。";
const UNANNOUNCED: &str = "开通当天我们正在组织演练，网关切换前没有通知，画面中断了几分钟。希望以后提前约好时间。";

/// Both about the newest tickets of `filer` that are done, so that what waits for operators stays as it is.
///
/// # Errors
/// When a command refuses.
pub fn play(tx: &mut PgConnection, filer: &Actor, administrator: &Actor, now: DateTime<Utc>) -> AppResult<()> {
    let done = tickets::table.filter(tickets::filer_id.eq(filer.id)).filter(tickets::state.eq("completed"));
    let numbers: Vec<String> = done.order(tickets::id.desc()).limit(2).select(tickets::number).load(tx)?;
    let ago = |hours| now - TimeDelta::hours(hours);
    let [first, second] = numbers.as_slice() else { return Err(AppError::NotFound) };
    let answered = complaints::file(tx, filer, first, words(UNHEARD), ago(30))?;
    clock::date(tx, ago(30), now)?;
    complaints::answer(tx, administrator, answered.id, words(ANSWER), ago(26))?;
    clock::date(tx, ago(26), now)?;
    complaints::file(tx, filer, second, words(UNANNOUNCED), ago(3))?;
    clock::date(tx, ago(3), now)
}

fn words(said: &str) -> Result<Words, Errors> {
    let mut errors = Errors::default();
    let words = errors.take("text", Words::parse(said));
    errors.finish(|| words)
}
