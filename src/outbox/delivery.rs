//! Takes mails from the outbox and hands them to the carrier, until none is due.

use std::time::Duration;

use super::{
    carrier::{Carrier, Failure},
    compose::compose,
    queue::{self, Bundle, Claim},
};
use crate::{
    config::Settings,
    db::Db,
    error::{AppError, AppResult},
    metrics,
};

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
    while !stopping() {
        let bundle = match db.write(queue::claim).await? {
            Claim::Nothing => break,
            Claim::AllRead => continue,
            Claim::Bundle(bundle) => bundle,
        };
        let outcome = match compose(&bundle, settings) {
            Ok(letter) => carrier.send(&bundle.lead, letter).await,
            Err(error) => Err(Failure::Unfit(error.to_string())),
        };
        let unreachable = matches!(outcome, Err(Failure::Unreachable(_)));
        mark(db, bundle, outcome, settings.demo).await?;
        if unreachable {
            break;
        }
    }
    Ok(())
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
