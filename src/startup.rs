//! From settings to a database that is up to date.

use std::path::Path;

use anyhow::Context;
use secrecy::ExposeSecret;

use crate::{
    config::Settings,
    db::{self, Db},
    embedded::{Cluster, Durability},
};

/// The name of the database inside a private PostgreSQL.
const DATABASE: &str = "yunwu";

/// A database that is up to date, and the private server behind it, if there is one.
pub struct Opened {
    pub db: Db,
    /// Stops the server when dropped, so it goes last.
    pub cluster: Option<Cluster>,
}

/// Opens the configured database, or the private one in the data folder, and migrates it.
///
/// # Errors
/// When it can't be reached, started or migrated.
pub fn open(settings: &Settings) -> anyhow::Result<Opened> {
    let (url, owner_url, cluster) = if let Some(url) = &settings.database_url {
        let owner = settings.database_owner_url.as_ref().unwrap_or(url);
        (url.expose_secret().to_owned(), owner.expose_secret().to_owned(), None)
    } else {
        let (cluster, url) = private(&settings.data)?;
        (url.clone(), url, Some(cluster))
    };
    db::migrate(&owner_url).context("bringing the database up to date")?;
    db::let_work(&url, &owner_url).context("granting the application's role what it needs")?;
    Ok(Opened { db: Db::connect(&url, settings.connections)?, cluster })
}

fn private(data: &Path) -> anyhow::Result<(Cluster, String)> {
    let cluster = Cluster::start(data, Durability::Full).context("the private PostgreSQL")?;
    cluster.ensure_database(DATABASE)?;
    let url = cluster.url(DATABASE);
    Ok((cluster, url))
}
