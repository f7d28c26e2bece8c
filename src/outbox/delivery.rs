//! Takes mails from the outbox and hands them to the carrier, until none is due.

use std::time::Duration;

use diesel::PgConnection;

use super::{
    carrier::{Carrier, Failure},
    compose::compose,
    queue::{self, Bundle, Claim},
    wording::Wordings,
};
use crate::{
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    metrics,
};

pub use super::queue::Channel;

/// How often marking a mail as sent is tried while the database is away, a second apart.
const MARK_TRIES: u32 = 60;

/// Sends what is due. Looks at `stopping` between two letters. An unreachable server ends the round:
/// the next letter would only wait as long.
///
/// # Errors
/// When the database can't be had.
pub async fn deliver_due(
    db: &Db,
    settings: &Settings,
    carrier: &Carrier,
    stopping: impl Fn() -> bool,
) -> AppResult<()> {
    let carry = async |bundle: &Bundle, words: &Wordings| match compose(bundle, settings, words) {
        Ok(letter) => carrier.send(&bundle.lead, letter).await,
        Err(error) => Err(Failure::Unfit(error.to_string())),
    };
    hand_over(db, Channel::Mail, settings.demo, stopping, carry).await
}

/// Takes what is due to leave by that channel, one bundle after the other, and notes what became of it.
///
/// # Errors
/// When the database can't be had.
pub async fn hand_over(
    db: &Db,
    channel: Channel,
    keep_secrets: bool,
    stopping: impl Fn() -> bool,
    carry: impl AsyncFn(&Bundle, &Wordings) -> Result<(), Failure>,
) -> AppResult<()> {
    while !stopping() {
        let (bundle, words) = match db.write(move |tx| claim(tx, channel)).await? {
            (Claim::Nothing, _) => break,
            (Claim::AllRead, _) => continue,
            (Claim::Bundle(bundle), words) => (bundle, words),
        };
        let outcome = carry(&bundle, &words).await;
        // Each robot is somewhere else.
        let ends = channel == Channel::Mail && matches!(outcome, Err(Failure::Unreachable(_)));
        mark(db, bundle, outcome, keep_secrets).await?;
        if ends {
            break;
        }
    }
    Ok(())
}

/// With the words it is written in.
fn claim(tx: &mut PgConnection, channel: Channel) -> AppResult<(Claim, Wordings)> {
    let claim = queue::claim(tx, channel)?;
    let words = if matches!(claim, Claim::Bundle(_)) { Wordings::read(tx)? } else { Wordings::default() };
    Ok((claim, words))
}

async fn mark(db: &Db, bundle: Box<Bundle>, outcome: Result<(), Failure>, keep_secrets: bool) -> AppResult<()> {
    let (mail, joined) = (bundle.lead.id, bundle.joined.len());
    match outcome {
        Ok(()) => {
            tracing::info!(mail, joined, "mail sent");
            mark_sent(db, bundle, keep_secrets).await
        }
        Err(failure) => {
            tracing::warn!(mail, joined, code = failure.code(), "mail not sent");
            db.write(move |tx| queue::mark_failed(tx, &bundle, failure.reason())).await
        }
    }
}

/// What left must not leave again because the database was away for a moment.
async fn mark_sent(db: &Db, bundle: Box<Bundle>, keep_secrets: bool) -> AppResult<()> {
    for _ in 0..MARK_TRIES {
        let sent = bundle.clone();
        match db.write(move |tx| queue::mark_sent(tx, &sent, keep_secrets)).await {
            Err(AppError::TryLater) => tokio::time::sleep(Duration::from_secs(1)).await,
            done => return done,
        }
    }
    Err(AppError::TryLater)
}

/// Tells monitoring how many wait.
///
/// # Errors
/// When the database can't be had.
pub async fn measure(db: &Db) -> AppResult<()> {
    let waiting = db.read(queue::count_waiting).await?;
    if let Some(gauge) = metrics::MAILS_WAITING.as_ref() {
        gauge.set(waiting);
    }
    Ok(())
}
