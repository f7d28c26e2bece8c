//! Why the private PostgreSQL does not run, and what to do about it: read in a terminal.

use std::{
    error::Error,
    fmt, fs, io,
    path::{Path, PathBuf},
};

const NAME_A_DATABASE: &str = "or set DATABASE_URL to a PostgreSQL of your own";

#[derive(Debug)]
pub enum Trouble {
    /// No usable server on this machine.
    NoServer { found: Vec<u32>, unusable: Vec<PathBuf> },
    /// The cluster was made by a major version that is not here.
    OtherVersion { wanted: u32, found: Vec<u32>, unusable: Vec<PathBuf> },
    /// Root has nobody to step down to.
    NoAccount,
    /// A folder that should be the server's alone is not.
    Foreign { path: PathBuf },
    /// `initdb` failed.
    Initialise { said: String },
    /// The server ended while starting.
    Died { log: PathBuf, said: String },
    /// The server neither got ready nor ended.
    Slow { log: PathBuf },
    /// The server refused a connection or a statement.
    Database(Box<dyn Error + Send + Sync>),
    /// The system refused something.
    Io { doing: &'static str, path: PathBuf, source: io::Error },
}

impl Trouble {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }

    pub(super) fn database(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Database(Box::new(error))
    }

    /// With the last words of the server.
    pub(super) fn died(log: &Path) -> Self {
        let text = fs::read(log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut last: Vec<&str> = text.lines().rev().take(5).collect();
        last.reverse();
        Self::Died { log: log.into(), said: last.join("\n") }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer { found, unusable } => {
                write!(f, "No PostgreSQL server of version 15 to 18 was found{}. ", Seen { found, unusable })?;
                write!(f, "Install one (Debian: apt-get install postgresql), {NAME_A_DATABASE}.")
            }
            Self::OtherVersion { wanted, found, unusable } => {
                write!(f, "The data folder belongs to PostgreSQL {wanted}, whose server was not found")?;
                write!(f, "{}. Install PostgreSQL {wanted}, {NAME_A_DATABASE}.", Seen { found, unusable })
            }
            Self::NoAccount => {
                write!(f, "PostgreSQL does not run as root, and there is no account `postgres` or `nobody`. ")?;
                write!(f, "Create one, start the portal as another user, {NAME_A_DATABASE}.")
            }
            Self::Foreign { path } => {
                write!(f, "{} must be a folder of the server's account, closed to others. ", path.display())?;
                write!(f, "Move it away or mend its owner and mode.")
            }
            Self::Initialise { said } => write!(f, "PostgreSQL could not make its cluster:\n{}", said.trim()),
            Self::Died { log, said } => {
                write!(f, "PostgreSQL ended while starting. The end of {}:\n{said}", log.display())
            }
            Self::Slow { log } => {
                write!(f, "PostgreSQL is still starting or stopping. See {}, and try again later.", log.display())
            }
            Self::Database(refusal) => write!(f, "The private PostgreSQL refused: {refusal}"),
            Self::Io { doing, path, source } => {
                write!(f, "Could not {doing} {}: {source}. ", path.display())?;
                write!(f, "Mend that, let YUNWU_DATA name another folder, {NAME_A_DATABASE}.")
            }
        }
    }
}

impl Error for Trouble {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Database(refusal) => Some(refusal.as_ref()),
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// What was met instead, as a bracket at the end of a clause; empty when nothing was.
struct Seen<'a> {
    found: &'a [u32],
    unusable: &'a [PathBuf],
}

impl fmt::Display for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let versions = self.found.iter().map(|major| format!("version {major}"));
        let unusable = self.unusable.iter().map(|it| format!("{}, which the server's account can't run", it.display()));
        let all: Vec<String> = versions.chain(unusable).collect();
        if all.is_empty() { Ok(()) } else { write!(f, " (but {})", all.join("; ")) }
    }
}
