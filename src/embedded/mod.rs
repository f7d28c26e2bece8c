//! The private PostgreSQL of an installation that names no database (spec 9, "Commands").
//!
//! It lives in the data folder, is reached over a unix socket that nobody else can open, and runs
//! as long as a process of the portal uses it. When such a process is killed the server is left
//! over; the next one finds it through `postmaster.pid` and goes on with it.

mod account;
mod binaries;
mod home;
mod pid_file;
mod server;
#[cfg(test)]
mod tests;
mod trouble;

use std::{
    ffi::OsStr,
    fs::{File, OpenOptions},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use diesel::{
    Connection, PgConnection, RunQueryDsl,
    dsl::{select, sql},
    sql_query,
    sql_types::{Bool, Text},
};

use self::{home::Home, pid_file::Address, server::Server};
pub use self::{server::Durability, trouble::Trouble};

/// The superuser of the cluster, and its maintenance database.
const POSTGRES: &str = "postgres";

/// A running private PostgreSQL, held until it is stopped or dropped.
#[derive(Debug)]
pub struct Cluster {
    data: PathBuf,
    home: Home,
    address: Address,
    /// What is still to be given back: taken by whoever stops first.
    hold: Option<Hold>,
}

/// The shared lock that says "I use it", and the server if this process started it.
#[derive(Debug)]
struct Hold {
    users: File,
    server: Server,
}

impl Cluster {
    /// Starts the cluster of this data folder, making it on the first start, or joins its running server.
    pub fn start(data: &Path, durability: Durability) -> Result<Self, Trouble> {
        Self::start_from(binaries::places(), data, durability)
    }

    fn start_from(places: impl Iterator<Item = PathBuf>, data: &Path, durability: Durability) -> Result<Self, Trouble> {
        let data = home::data_folder(data)?;
        let _turn = take_turn(&data)?;
        let home = Home::settle(&data)?;
        let (server, address) = if let Some(joined) = Server::join(&home)? {
            joined
        } else {
            let binaries = binaries::find(places, home.version()?, home.account)?;
            home.initialise(&binaries, durability)?;
            Server::launch(&home, &binaries, durability)?
        };
        let users = lock_file(&data, "postgres.users")?;
        users.lock_shared().map_err(Trouble::io("lock", &data))?;
        Ok(Self { data, home, address, hold: Some(Hold { users, server }) })
    }

    /// The address of one of its databases, as libpq (and so diesel) takes it.
    pub fn url(&self, database: &str) -> String {
        let Address { folder, port } = &self.address;
        let (database, folder) = (percent_encoded(OsStr::new(database)), percent_encoded(folder.as_os_str()));
        format!("postgres:///{database}?host={folder}&port={port}&user={POSTGRES}")
    }

    /// Creates the database unless it exists.
    pub fn ensure_database(&self, name: &str) -> Result<(), Trouble> {
        let mut connection = PgConnection::establish(&self.url(POSTGRES)).map_err(Trouble::database)?;
        if exists(&mut connection, name)? {
            return Ok(());
        }
        let create = format!("CREATE DATABASE \"{}\"", name.replace('"', "\"\""));
        match sql_query(create).execute(&mut connection) {
            Ok(_) => Ok(()),
            // Another process may have been quicker: what counts is that it is there.
            Err(_) if exists(&mut connection, name)? => Ok(()),
            Err(refusal) => Err(Trouble::database(refusal)),
        }
    }

    /// Gives the cluster back; the last to use it shuts its server down.
    pub fn stop(mut self) -> Result<(), Trouble> {
        self.give_back()
    }

    fn give_back(&mut self) -> Result<(), Trouble> {
        let Some(Hold { users, server }) = self.hold.take() else {
            return Ok(());
        };
        let _turn = take_turn(&self.data)?;
        users.unlock().map_err(Trouble::io("unlock", &self.data))?;
        match users.try_lock() {
            Ok(()) => server.shut_down(&self.home),
            Err(_in_use) => Ok(()),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(trouble) = self.give_back() {
            tracing::warn!(%trouble, "the private PostgreSQL was not stopped");
        }
    }
}

/// Starting and stopping happen one process at a time; the kernel ends the turn of one that is killed.
fn take_turn(data: &Path) -> Result<File, Trouble> {
    let turn = lock_file(data, "postgres.lock")?;
    turn.lock().map_err(Trouble::io("lock", data))?;
    Ok(turn)
}

fn lock_file(data: &Path, name: &str) -> Result<File, Trouble> {
    let path = data.join(name);
    OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(Trouble::io("open", &path))
}

fn exists(connection: &mut PgConnection, database: &str) -> Result<bool, Trouble> {
    let known = sql::<Bool>("EXISTS (SELECT FROM pg_database WHERE datname = ").bind::<Text, _>(database).sql(")");
    select(known).get_result(connection).map_err(Trouble::database)
}

fn percent_encoded(text: &OsStr) -> String {
    let encode = |&byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.as_bytes().iter().map(encode).collect()
}
