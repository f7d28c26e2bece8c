//! Background work: mail, and jobs that come round by time. Any number of workers run side by side.

mod job;
mod sweep;

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::web;
use chrono::Utc;
use futures_util::{
    FutureExt,
    future::{Shared, join5, select},
};
use tokio::time::sleep;

pub use job::{Job, Stores};

use crate::{
    account_requests,
    attachments::{self, Files},
    audit::chain,
    bills::{self, generate},
    config::{Keys, Settings},
    db::Db,
    network::{
        commands::timed as mappings,
        url_scan::{Scanner, Visitor},
    },
    outbox::{Carrier, delivery},
    postroom::robots::{self, Poster, Reach},
    requests,
    tickets::{self, authorisations, commands::timed, url_scans},
};

const TICK: Duration = Duration::from_secs(1);
const TALLIED_EVERY: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_secs(60);
const QUARTER: Duration = Duration::from_secs(15 * 60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// How long a mail server may take over one letter.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the waiting mails are counted.
const MEASURE_EVERY: Duration = Duration::from_secs(15);

/// What comes round by itself. Each is safe to run twice, and in two processes.
const JOBS: &[Job] = &[
    Job { name: "seal-audit-log", every: TICK, run: |it| chain::seal(&it.db) },
    Job { name: "seal-late-audit-entries", every: HOUR, run: |it| chain::seal_late(&it.db) },
    Job {
        name: "sum-up-ticket-tallies",
        every: TALLIED_EVERY,
        run: |it| it.db.transact(tickets::queries::sum_up_tallies).map(drop),
    },
    Job { name: "complete-unanswered-tickets", every: QUARTER, run: |it| timed::complete_unanswered(&it.db) },
    Job { name: "remind-of-due-tickets", every: QUARTER, run: |it| timed::remind_due(&it.db) },
    Job {
        name: "remind-of-due-requests",
        every: QUARTER,
        run: |it| requests::commands::timed::remind_due(&it.db, Utc::now()),
    },
    Job { name: "remind-of-bills", every: HOUR, run: |it| bills::commands::timed::remind(&it.db, Utc::now()) },
    Job {
        name: "expire-account-requests",
        every: HOUR,
        run: |it| account_requests::commands::timed::expire_unanswered(&it.db, Utc::now()),
    },
    Job {
        name: "remind-of-due-account-requests",
        every: QUARTER,
        run: |it| account_requests::commands::timed::remind_due(&it.db, Utc::now()),
    },
    Job { name: "end-authorisations", every: MINUTE, run: |it| authorisations::expire(&it.db) },
    Job { name: "end-mappings", every: QUARTER, run: |it| mappings::end_what_is_over(&it.db, Utc::now()) },
    Job { name: "remind-of-mappings-that-end", every: QUARTER, run: |it| mappings::remind_of_ends(&it.db, Utc::now()) },
    Job {
        name: "ask-for-recertification",
        every: QUARTER,
        run: |it| mappings::ask_for_recertification(&it.db, Utc::now()),
    },
    Job { name: "sweep-submissions", every: HOUR, run: |it| sweep::submissions(&it.db) },
    Job { name: "sweep-kept-forms", every: HOUR, run: |it| sweep::kept_forms(&it.db) },
    Job { name: "sweep-sheet-imports", every: HOUR, run: |it| sweep::sheet_imports(&it.db) },
    Job { name: "sweep-sign-in-attempts", every: HOUR, run: |it| sweep::sign_in_attempts(&it.db) },
    Job { name: "sweep-sessions", every: HOUR, run: |it| sweep::sessions(&it.db) },
    Job { name: "sweep-password-resets", every: HOUR, run: |it| sweep::password_resets(&it.db) },
    Job { name: "sweep-second-factors", every: QUARTER, run: |it| sweep::second_factors(&it.db) },
    Job { name: "sweep-attachments", every: HOUR, run: |it| attachments::sweep(&it.db, &it.files, Utc::now()) },
];

/// Works until `stop`, then finishes the letter and the job at hand.
pub async fn run(db: Db, settings: Settings, stop: impl Future<Output = ()>) {
    let stop = stop.shared();
    let stores = Stores { db: db.clone(), files: Files::of(&settings) };
    let jobs = run_jobs(&stores, JOBS, &stop);
    let (mail, robots) = (deliver_mail(&db, &settings, &stop), post_to_robots(&db, &settings, &stop));
    join5(mail, robots, jobs, scan_urls(&db, &stop), make_bills(&db, &stop)).await;
}

/// Beside the jobs, since strange servers take their time.
async fn scan_urls<S: Future<Output = ()>>(db: &Db, stop: &Shared<S>) {
    let scanner: Arc<dyn Scanner> = match Visitor::new() {
        Ok(visitor) => Arc::new(visitor),
        Err(error) => return tracing::error!(error = format!("{error:#}"), "no URL is scanned"),
    };
    every_tick(stop, async || {
        while !is_over(stop) {
            let (db, scanner) = (db.clone(), scanner.clone());
            let outcome = web::block(move || url_scans::scan_next(&db, &*scanner)).await;
            match outcome.map_err(Into::into).flatten() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, "URLs wait to be scanned");
                    break;
                }
            }
        }
    })
    .await;
}

/// Beside the jobs, since a month of many departments takes its time.
async fn make_bills<S: Future<Output = ()>>(db: &Db, stop: &Shared<S>) {
    every_tick(stop, async || {
        while !is_over(stop) {
            let db = db.clone();
            let outcome = web::block(move || db.transact(|tx| generate::make_next(tx, Utc::now()))).await;
            match outcome.map_err(Into::into).flatten() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, "bills wait to be made");
                    break;
                }
            }
        }
    })
    .await;
}

async fn deliver_mail<S: Future<Output = ()>>(db: &Db, settings: &Settings, stop: &Shared<S>) {
    let carrier = carrier(settings);
    let mut measured: Option<Instant> = None;
    every_tick(stop, async || {
        if let Some(carrier) = &carrier
            && let Err(error) = delivery::deliver_due(db, settings, carrier, || is_over(stop)).await
        {
            tracing::warn!(%error, "mails wait");
        }
        if is_due(measured, MEASURE_EVERY) {
            measured = Some(Instant::now());
            if let Err(error) = delivery::measure(db).await {
                tracing::warn!(%error, "waiting mails not counted");
            }
        }
    })
    .await;
}

/// Beside the mail, since robots have their own troubles.
async fn post_to_robots<S: Future<Output = ()>>(db: &Db, settings: &Settings, stop: &Shared<S>) {
    let (keys, poster) = match (Keys::of(settings), Poster::new(Reach(settings.webhook_networks.clone()))) {
        (Ok(keys), Ok(poster)) => (keys, Arc::new(poster)),
        (Err(error), _) | (_, Err(error)) => {
            return tracing::error!(error = format!("{error:#}"), "no robot is posted to");
        }
    };
    every_tick(stop, async || {
        if let Err(error) = robots::delivery::deliver_due(db, settings, &keys, &poster, || is_over(stop)).await {
            tracing::warn!(%error, "posts wait");
        }
    })
    .await;
}

/// None where no mail server is set: mails wait then, and `/dev/mailbox` shows them.
fn carrier(settings: &Settings) -> Option<Carrier> {
    let smtp = settings.smtp.as_ref()?;
    Carrier::new(smtp, PATIENCE)
        .inspect_err(|error| tracing::error!(error = format!("{error:#}"), "no mail leaves"))
        .ok()
}

async fn run_jobs<S: Future<Output = ()>>(stores: &Stores, jobs: &'static [Job], stop: &Shared<S>) {
    let mut begun: Vec<Option<Instant>> = vec![None; jobs.len()];
    every_tick(stop, async || {
        for (job, begun) in jobs.iter().zip(&mut begun) {
            if is_due(*begun, job.every) && !is_over(stop) {
                *begun = Some(Instant::now());
                job.take_turn(stores).await;
            }
        }
    })
    .await;
}

fn is_due(last: Option<Instant>, every: Duration) -> bool {
    last.is_none_or(|last| last.elapsed() >= every)
}

async fn every_tick<S: Future<Output = ()>>(stop: &Shared<S>, mut work: impl AsyncFnMut()) {
    while !is_over(stop) {
        work().await;
        select(stop.clone(), pin!(sleep(TICK))).await;
    }
}

fn is_over<S: Future<Output = ()>>(stop: &Shared<S>) -> bool {
    stop.clone().now_or_never().is_some()
}
