//! The server under test, and browsers that visit it.

mod browser;
mod counting;
pub mod database;
pub mod letter;
pub mod news;
pub mod own_cluster;
mod page;
pub mod program;
pub mod robot;
pub mod small_disk;
pub mod smtp;
pub mod sql;
mod tls;

use std::{
    net::TcpListener,
    path::PathBuf,
    sync::mpsc,
    thread::{self, JoinHandle},
};

use actix_web::{dev::ServerHandle, rt::System};
use diesel::{Connection, PgConnection};
use secrecy::SecretString;
use yunwu::{
    app,
    config::{Keys, Settings},
    db::Db,
};

pub use browser::{Browser, Upload};
pub use page::Page;

/// Rounds of a race: few in every run, many with `script/test --long`.
pub fn rounds() -> usize {
    if is_long() { 200 } else { 20 }
}

/// Whether there is time for tests that take minutes.
pub fn is_long() -> bool {
    std::env::var_os("YUNWU_LONG").is_some()
}

/// One server with the example's departments, people and addresses, and nothing that happened yet.
pub struct TestApp {
    base: String,
    database: database::Copy,
    settings: Settings,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl TestApp {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// A server whose settings differ from the usual ones.
    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(database::Copy::new(), change)
    }

    /// A server on a database that isn't the usual one.
    pub fn on(database: database::Copy, change: impl FnOnce(&mut Settings)) -> Self {
        counting::begin();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("its address"));
        let mut settings = Settings::load().expect("settings");
        settings.base_url = base.parse().expect("an address");
        settings.data = database.folder();
        settings.smtp = None;
        settings.workers = 1;
        settings.connections = 4;
        settings.demo = true;
        change(&mut settings);
        let (told, hear) = mpsc::channel();
        let (for_thread, url) = (settings.clone(), database.url());
        let thread = thread::spawn(move || {
            System::new().block_on(async move {
                let db = Db::connect(&url, for_thread.connections).expect("a pool");
                let keys = Keys::new(SecretString::from("a secret of the tests, 32 characters"));
                let server = app::serve(listener, for_thread, db, keys).expect("a server");
                told.send(server.handle()).expect("a waiting test");
                server.await.expect("a server that ends well");
            });
        });
        let handle = hear.recv().expect("a started server");
        Self { base, database, settings, handle, thread: Some(thread) }
    }

    /// Somebody not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Somebody of the example, signed in.
    pub fn signed_in(&self, username: &str) -> Browser {
        let browser = self.visitor();
        let answer = browser.post("/login", &[("username", username), ("password", yunwu::demo::PASSWORD)]);
        assert_eq!(answer.status(), 303, "{username} can sign in: {}", answer.text("main"));
        browser
    }

    /// A pool to run commands and jobs with, beside the server's own.
    pub fn db(&self) -> Db {
        Db::connect(&self.database.url(), 2).expect("a pool")
    }

    /// A connection, to look at tables and to set clocks.
    pub fn sql(&self) -> PgConnection {
        PgConnection::establish(&self.database.url()).expect("a connection")
    }

    /// How many queries the server asks while `visit` lasts.
    pub fn queries_of(&self, visit: impl FnOnce()) -> usize {
        let before = counting::asked(&self.database.url());
        visit();
        counting::asked(&self.database.url()) - before
    }

    pub fn database_url(&self) -> String {
        self.database.url()
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn url(&self) -> &str {
        &self.base
    }

    /// What `yunwu check` proves holds here too.
    #[track_caller]
    pub fn holds_together(&self) {
        let files = yunwu::attachments::Files::new(self.data().join("files"));
        let findings = yunwu::check::run(&self.db(), &files).expect("a check");
        let broken: Vec<_> = findings.into_iter().filter(|finding| !finding.broken_by.is_empty()).collect();
        assert!(broken.is_empty(), "{broken:?}");
    }

    /// Where uploads are.
    pub fn data(&self) -> PathBuf {
        self.settings.data.clone()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            // A server that failed has failed its test already.
            drop(thread.join());
        }
    }
}
