//! Takes posts from the outbox to their robots, until none is due.

use std::sync::Arc;

use actix_web::web::block;
use chrono::Utc;
use diesel::PgConnection;
use url::Url;

use super::{
    commands::SEALED_FOR,
    model::{Robot, seal_of},
    poster::Poster,
    queries,
    signing::signed,
    speech,
};
use crate::{
    config::{Keys, Settings},
    db::Db,
    error::{AppError, AppResult},
    outbox::{
        Bundle, Failure,
        delivery::{self, Channel},
        wording::Wordings,
    },
    sealing::Sealer,
};

/// Posts what is due. Looks at `stopping` between two posts.
///
/// # Errors
/// When the database can't be had.
pub async fn deliver_due(
    db: &Db,
    settings: &Settings,
    keys: &Keys,
    poster: &Arc<Poster>,
    stopping: impl Fn() -> bool,
) -> AppResult<()> {
    let carry = async |bundle: &Bundle, words: &Wordings| {
        let ready = prepare(db, settings, keys, bundle, words).await;
        let (url, json) = ready.map_err(|error| Failure::Unfit(error.to_string()))?;
        let poster = poster.clone();
        let done = block(move || poster.post(&url, &json)).await;
        done.unwrap_or_else(|_| Err(Failure::Unreachable("the process is about to end".to_owned())))
    };
    delivery::hand_over(db, Channel::Post, settings.demo, stopping, carry).await
}

/// Where to, signed for this moment, and what.
async fn prepare(
    db: &Db,
    settings: &Settings,
    keys: &Keys,
    bundle: &Bundle,
    words: &Wordings,
) -> AppResult<(Url, String)> {
    let id = bundle.lead.webhook_id.ok_or(AppError::NotFound)?;
    let robot = db.read(move |c: &mut PgConnection| queries::find(c, id)).await?;
    Ok((address(&robot, keys)?, speech::post(&robot, bundle, settings, words)?))
}

fn address(robot: &Robot, keys: &Keys) -> AppResult<Url> {
    let sealer = Sealer::new(keys, SEALED_FOR);
    let url = sealer.open(&robot.url, &seal_of(robot.id, "url"))?;
    let url = Url::parse(&url).map_err(|_| anyhow::anyhow!("a robot's address that is none"))?;
    match &robot.secret {
        Some(secret) => signed(url, &sealer.open(secret, &seal_of(robot.id, "secret"))?, Utc::now()),
        None => Ok(url),
    }
}
