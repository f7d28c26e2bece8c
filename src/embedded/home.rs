//! Where the cluster lies.
//!
//! `data/postgres` is a private folder of the server's account with the `cluster` itself, the
//! `run` folder of its socket and its `log`. Where that account can't reach the data folder (root's
//! checkout under `/root`), `data/postgres` is a link to a folder under `/var/lib`.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest, Sha256};

use super::{Durability, POSTGRES, Trouble, account::Account, binaries::Binaries};

/// A socket's whole path has at most 103 bytes on macOS, 107 on Linux; the rest is `/.s.PGSQL.5432`.
const LONGEST_SOCKET_FOLDER: usize = 103 - "/.s.PGSQL.5432".len();

/// The server's log starts anew when it has grown beyond this.
const LONGEST_LOG: u64 = 10 * 1024 * 1024;

#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
    pub account: Account,
}

/// The data folder by its full name, made if need be.
pub fn data_folder(data: &Path) -> Result<PathBuf, Trouble> {
    fs::create_dir_all(data).map_err(Trouble::io("create", data))?;
    data.canonicalize().map_err(Trouble::io("open", data))
}

impl Home {
    /// Finds the home in this data folder, or makes one.
    pub fn settle(data: &Path) -> Result<Self, Trouble> {
        let entry = data.join("postgres");
        let newcomer = Account::for_newcomers()?;
        if entry.symlink_metadata().is_err() && !newcomer.reaches(data) {
            settle_elsewhere(&entry, newcomer)?;
        }
        if entry.symlink_metadata().is_err() {
            newcomer.furnish(&entry)?;
        }
        // A link whose folder is gone is refused here: nobody should find an empty portal one morning.
        let folder = entry.canonicalize().map_err(Trouble::io("open", &entry))?;
        let account = match Account::owning(&folder)? {
            Account::Lent { uid: 0, .. } => newcomer,
            owner => owner,
        };
        account.furnish(&folder)?;
        Ok(Self { folder, account })
    }

    pub fn cluster(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// The major version that made the cluster, if there is one yet.
    pub fn version(&self) -> Result<Option<u32>, Trouble> {
        let path = self.cluster().join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(version) => version.trim().parse().map(Some).map_err(|_| Trouble::Foreign { path }),
            Err(_) if !self.cluster().exists() => Ok(None),
            Err(error) => Err(Trouble::io("read", &path)(error)),
        }
    }

    /// Makes the cluster unless it exists, under another name first: one cut short is never taken for whole.
    pub fn initialise(&self, binaries: &Binaries, durability: Durability) -> Result<(), Trouble> {
        if self.cluster().exists() {
            return Ok(());
        }
        let draft = self.folder.join("cluster.new");
        if draft.exists() {
            fs::remove_dir_all(&draft).map_err(Trouble::io("remove", &draft))?;
        }
        let mut initdb = self.account.command(binaries.program("initdb"));
        initdb.arg("-D").arg(&draft).args(["--username", POSTGRES, "--encoding=UTF8", "--locale=C.UTF-8"]);
        initdb.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions"]);
        if durability == Durability::None {
            initdb.arg("--no-sync");
        }
        let output = initdb.output().map_err(Trouble::io("run", &binaries.program("initdb")))?;
        if !output.status.success() {
            return Err(Trouble::Initialise { said: String::from_utf8_lossy(&output.stderr).into_owned() });
        }
        fs::rename(&draft, self.cluster()).map_err(Trouble::io("rename", &draft))?;
        let folder = File::open(&self.folder).map_err(Trouble::io("open", &self.folder))?;
        folder.sync_all().map_err(Trouble::io("sync", &self.folder))
    }

    /// The folder of the socket: at home, or under `/tmp` where the way home is too long for a socket.
    pub fn socket_folder(&self) -> Result<PathBuf, Trouble> {
        let at_home = self.folder.join("run");
        let folder = if at_home.as_os_str().len() <= LONGEST_SOCKET_FOLDER {
            at_home
        } else {
            Path::new("/tmp").join(format!("yunwu-{}", short_hash(self.folder.as_os_str().as_encoded_bytes())))
        };
        self.account.furnish(&folder)?;
        Ok(folder)
    }

    /// Opens the server's log for the server to write to.
    pub fn open_log(&self) -> Result<File, Trouble> {
        let path = self.log();
        let log = OpenOptions::new().create(true).append(true).open(&path).map_err(Trouble::io("open", &path))?;
        if log.metadata().is_ok_and(|it| it.len() > LONGEST_LOG) {
            log.set_len(0).map_err(Trouble::io("empty", &path))?;
        }
        Ok(log)
    }
}

/// The name depends on time too, so that a data folder made anew never meets the cluster of a removed one.
fn settle_elsewhere(entry: &Path, account: Account) -> Result<(), Trouble> {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
    let name = [entry.as_os_str().as_encoded_bytes(), &now.to_be_bytes()].concat();
    let folder = Path::new("/var/lib").join(format!("yunwu-{}", short_hash(&name)));
    account.furnish(&folder)?;
    tracing::info!(
        cluster = %folder.display(),
        "the private PostgreSQL lies outside the data folder, which its account can't reach"
    );
    symlink(&folder, entry).map_err(Trouble::io("link", entry))
}

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
