//! The command line (spec 9, commands).

use std::{
    mem::ManuallyDrop,
    net::{SocketAddr, TcpListener},
    pin::pin,
    thread,
    time::Duration,
};

use actix_web::dev::Server;
use anyhow::{Context, bail};
use chrono::Utc;
use clap::{Parser, Subcommand, ValueEnum};
use futures_util::future::select;
use yunwu::{
    accounts, app,
    attachments::Files,
    bills::{generate, month::Month, queries},
    check::{self, Finding},
    config::{Keys, Settings},
    db::Db,
    demo,
    error::AppError,
    load, metrics,
    policy::{Actor, Role},
    startup, telemetry,
    web::i18n::Lang,
    worker,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Self-service portal of a government cloud.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer browsers, and do the background work beside it
    Serve {
        /// Load the example data, and show mail at /dev/mailbox
        #[arg(long)]
        demo: bool,
        /// Where to listen, such as 127.0.0.1:8080
        #[arg(long)]
        listen: Option<SocketAddr>,
    },
    /// Do the background work alone
    Worker,
    /// Bring the database up to date
    Migrate,
    /// Help into the portal where nobody inside it can
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Load the example data
    Demo,
    /// Fill with synthetic data, for trials of scale
    Load {
        #[arg(long, value_parser = clap::value_parser!(i64).range(1..=100_000_000))]
        tickets: i64,
        /// Resource requests of ten items each, beside them
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
        requests: i64,
    },
    /// The month's bills
    Bills {
        #[command(subcommand)]
        command: BillsCommand,
    },
    /// Prove on live data what must always hold; exit 1 names what doesn't
    Check,
    /// Show the settings in force, secrets masked
    Config,
}

#[derive(Subcommand)]
enum BillsCommand {
    /// Make the bills of a month that aren't sent yet
    Generate {
        /// Such as 2026-10
        #[arg(long, value_parser = month)]
        month: Month,
    },
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Make an administrator, and print the link to set the password
    Create {
        username: String,
        email: String,
        #[arg(long, value_enum, default_value_t = AdminRole::PlatformAdmin)]
        role: AdminRole,
    },
    /// Take away the second factor of who lost it; they are told by mail
    ResetTotp { username: String },
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum AdminRole {
    PlatformAdmin,
    SecurityAdmin,
    Auditor,
}

impl From<AdminRole> for Role {
    fn from(role: AdminRole) -> Self {
        match role {
            AdminRole::PlatformAdmin => Self::PlatformAdmin,
            AdminRole::SecurityAdmin => Self::SecurityAdmin,
            AdminRole::Auditor => Self::Auditor,
        }
    }
}

fn main() -> anyhow::Result<()> {
    let command = Arguments::parse().command;
    telemetry::start();
    let mut settings = Settings::load()?;
    match command {
        Command::Serve { demo, listen } => {
            settings.demo = demo;
            if let Some(listen) = listen {
                settings.listen_at(listen)?;
            }
            serve(settings)
        }
        Command::Worker => work(settings),
        Command::Migrate => startup::open(&settings).map(drop),
        Command::Admin { command: AdminCommand::Create { username, email, role } } => {
            make_admin(&settings, &username, &email, role.into())
        }
        Command::Admin { command: AdminCommand::ResetTotp { username } } => reset_totp(&settings, &username),
        Command::Demo => load_demo(&settings, &startup::open(&settings)?.db, &Keys::of(&settings)?).map(drop),
        Command::Load { tickets, requests } => fill(&settings, tickets, requests),
        Command::Bills { command: BillsCommand::Generate { month } } => generate_bills(&settings, month),
        Command::Check => check(&settings),
        Command::Config => say(&settings.masked()),
    }
}

fn serve(settings: Settings) -> anyhow::Result<()> {
    let opened = startup::open(&settings)?;
    let keys = Keys::of(&settings)?;
    if settings.demo {
        load_demo(&settings, &opened.db, &keys)?;
    } else if opened.db.connection().and_then(|mut c| demo::is_in(&mut c)).map_err(in_words)? {
        bail!("this database holds the example, whose passwords everybody knows: start with --demo, or on another one");
    }
    let listener = TcpListener::bind(settings.listen).with_context(|| format!("listening at {}", settings.listen))?;
    say(&greeting(&settings))?;
    block_on(async move {
        let (server_is_gone, gone) = tokio::sync::oneshot::channel::<()>();
        let stop = async move { drop(select(pin!(app::told_to_stop()), gone).await) };
        let background = actix_web::rt::spawn(worker::run(opened.db.clone(), settings.clone(), stop));
        let in_time = actix_web::rt::spawn(end_of_grace());
        if let Some(figures) = settings.metrics_listen.and_then(figures) {
            actix_web::rt::spawn(figures);
        }
        #[cfg(feature = "bench")]
        actix_web::rt::spawn(yunwu::bare::serve(&settings, &opened.db, &keys)?);
        app::serve(listener, settings, opened.db, keys)?.await?;
        drop(server_is_gone);
        select(background, in_time).await;
        drop(opened.cluster);
        Ok(())
    })
}

/// Without the system's own end, which would wait for every thread at work, however long: what a job or
/// a letter has begun goes on with the next process, as after a crash.
fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    ManuallyDrop::new(actix_web::rt::System::new()).block_on(work)
}

async fn end_of_grace() {
    app::told_to_stop().await;
    tokio::time::sleep(app::GRACE).await;
}

/// People are answered even where the port for the figures is taken.
fn figures(at: SocketAddr) -> Option<Server> {
    metrics::serve(at).inspect_err(|error| tracing::warn!(%error, %at, "no figures for monitoring")).ok()
}

fn work(settings: Settings) -> anyhow::Result<()> {
    let opened = startup::open(&settings)?;
    block_on(async move {
        select(pin!(worker::run(opened.db, settings, app::told_to_stop())), pin!(end_of_grace())).await;
        drop(opened.cluster);
        Ok(())
    })
}

fn load_demo(settings: &Settings, db: &Db, keys: &Keys) -> anyhow::Result<bool> {
    let hash = accounts::hashing::hash(demo::PASSWORD)?;
    let files = Files::of(settings);
    let means = demo::Means { password_hash: &hash, files: &files, keys };
    let (loaded, is_example) =
        db.transact(|tx| Ok((demo::load(tx, &means, Utc::now())?, demo::is_in(tx)?))).map_err(in_words)?;
    if !is_example {
        bail!("this database is an installation's own: the example wants an empty one");
    }
    Ok(loaded)
}

/// Beside the example, whose operators and password it uses.
fn fill(settings: &Settings, tickets: i64, requests: i64) -> anyhow::Result<()> {
    let opened = startup::open(settings)?;
    load_demo(settings, &opened.db, &Keys::of(settings)?)?;
    let hash = accounts::hashing::hash(demo::PASSWORD)?;
    let begun = std::time::Instant::now();
    let told = |loaded, all, what| {
        if loaded % 100_000 == 0 || loaded == all {
            // A terminal that is gone stops nothing.
            drop(say(&format!("{loaded} {what} after {:.0} s\n", begun.elapsed().as_secs_f64())));
        }
    };
    let now = Utc::now();
    load::run(&opened.db, tickets, &hash, now, |loaded| told(loaded, tickets, "tickets")).map_err(in_words)?;
    let files = Files::of(settings);
    load::requests(&opened.db, &files, requests, now, |loaded| told(loaded, requests, "requests")).map_err(in_words)
}

fn make_admin(settings: &Settings, username: &str, email: &str, role: Role) -> anyhow::Result<()> {
    let opened = startup::open(settings)?;
    let now = Utc::now();
    let path = opened
        .db
        .transact(|tx| accounts::commands::create_first_admin(tx, username, email, role, now))
        .map_err(in_words)?;
    say(&format!("{}\n", settings.link(&path)))
}

fn reset_totp(settings: &Settings, username: &str) -> anyhow::Result<()> {
    let opened = startup::open(settings)?;
    let now = Utc::now();
    opened.db.transact(|tx| accounts::commands::reset_second_factor(tx, username, now)).map_err(in_words)?;
    say("The second factor is off, and their sessions have ended.\n")
}

fn month(typed: &str) -> Result<Month, String> {
    typed.parse().map_err(|why| Lang::English.say(&why))
}

fn generate_bills(settings: &Settings, month: Month) -> anyhow::Result<()> {
    let opened = startup::open(settings)?;
    let db = &opened.db;
    let asked = db.transact(|tx| generate::ask(tx, &Actor::system(), month, &[], Utc::now())).map_err(in_words)?;
    let made = loop {
        let run = db.connection().and_then(|mut c| queries::run(&mut c, asked.id)).map_err(in_words)?;
        if run.ended_at.is_some() {
            break run;
        }
        // Another process may be at it as well.
        if !db.transact(|tx| generate::make_next(tx, Utc::now())).map_err(in_words)? {
            thread::sleep(Duration::from_millis(200));
        }
    };
    say(&format!("{} bills with {} lines made, {} sent ones kept\n", made.bills, made.lines, made.kept))
}

fn check(settings: &Settings) -> anyhow::Result<()> {
    let opened = startup::open(settings)?;
    let findings = check::run(&opened.db, &Files::of(settings)).map_err(in_words)?;
    for Finding { what, broken_by } in &findings {
        if broken_by.is_empty() {
            say(&format!("ok    {what}\n"))?;
        } else {
            say(&format!("FAIL  {what}: {}\n", broken_by.join(", ")))?;
        }
    }
    anyhow::ensure!(findings.iter().all(|finding| finding.broken_by.is_empty()), "not everything holds");
    Ok(())
}

/// What a page would say at its fields.
fn in_words(refusal: AppError) -> anyhow::Error {
    match refusal {
        AppError::Invalid(errors) => {
            let words: Vec<String> = errors.iter().map(|(_, why)| Lang::English.say(why)).collect();
            anyhow::anyhow!(words.join("\n"))
        }
        AppError::NotNow(why) => anyhow::anyhow!(Lang::English.say(&why)),
        other => other.into(),
    }
}

fn greeting(settings: &Settings) -> String {
    let accounts = if settings.demo {
        format!(
            "Sign in as yj.user (department), ops.engineer (operator) or platform.admin; password {}\n",
            demo::PASSWORD
        )
    } else {
        String::new()
    };
    format!("Yunwu 云务: {}\n{accounts}", settings.base_url)
}

/// To the terminal, not the log.
fn say(words: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    Ok(std::io::stdout().write_all(words.as_bytes())?)
}
