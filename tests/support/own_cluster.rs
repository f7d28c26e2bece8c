//! A PostgreSQL of a test's own, to be stopped, started and starved.

use std::{
    fs,
    path::{Path, PathBuf},
};

use diesel::{Connection, PgConnection};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use uuid::Uuid;
use yunwu::{
    db,
    embedded::{Cluster, Durability},
};

use super::{database, program::until};

const DATABASE: &str = "yunwu";

pub struct OwnCluster {
    data: PathBuf,
    running: Option<Cluster>,
    url: String,
}

impl OwnCluster {
    pub fn new() -> Self {
        // Where PostgreSQL's account comes to, too, whoever runs the tests.
        let data = std::env::temp_dir().join(format!("yunwu-{}", Uuid::new_v4().simple()));
        fs::create_dir(&data).expect("a folder");
        Self::in_folder(data)
    }

    /// With everything in `data`, which goes with it.
    pub fn in_folder(data: PathBuf) -> Self {
        // What is acknowledged is on the disk, as in an installation.
        let cluster = Cluster::start(&data, Durability::Full).expect("a cluster");
        let url = cluster.url(DATABASE);
        let own = Self { data, running: Some(cluster), url };
        own.cluster().ensure_database(DATABASE).expect("a database");
        db::migrate(&own.url).expect("migrations");
        database::fill(&own.url);
        own
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn sql(&self) -> PgConnection {
        PgConnection::establish(&self.url).expect("a connection")
    }

    /// Ends every session and writes everything out.
    pub fn stop(&mut self) {
        self.end_by(Signal::SIGINT);
    }

    /// Drops everything, as a machine that crashes.
    pub fn crash(&mut self) {
        self.end_by(Signal::SIGQUIT);
    }

    pub fn start(&mut self) {
        let cluster = Cluster::start(&self.data, Durability::Full).expect("a cluster that starts again");
        assert_eq!(cluster.url(DATABASE), self.url, "where it was");
        self.running = Some(cluster);
    }

    fn end_by(&mut self, signal: Signal) {
        let pid_file = self.data.join("postgres/cluster/postmaster.pid");
        let text = fs::read_to_string(&pid_file).expect("a running server");
        let pid = Pid::from_raw(text.lines().next().expect("a line").parse().expect("a process id"));
        kill(pid, signal).expect("a server to stop");
        until("the server ends", || !pid_file.exists());
        drop(self.running.take());
    }

    fn cluster(&self) -> &Cluster {
        self.running.as_ref().expect("a running cluster")
    }
}

impl Drop for OwnCluster {
    fn drop(&mut self) {
        drop(self.running.take());
        // Where the folder couldn't be reached by the server's account, its data are elsewhere.
        if let Ok(elsewhere) = fs::read_link(self.data.join("postgres")) {
            drop(fs::remove_dir_all(elsewhere));
        }
        empty(&self.data);
        drop(fs::remove_dir(&self.data));
    }
}

fn empty(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        drop(if entry.path().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) });
    }
}
