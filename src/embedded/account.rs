//! Who the server runs as. PostgreSQL refuses root, so root lends it an account without rights.

use std::{
    ffi::OsStr,
    fs::{self, DirBuilder},
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
};

use nix::unistd::{Uid, User};

use super::Trouble;

/// Tried in this order when root starts the server.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// The account of the server: the caller's own, or the one that root steps down to.
#[derive(Clone, Copy, Debug)]
pub enum Account {
    Own,
    Lent { uid: u32, gid: u32 },
}

impl Account {
    /// Whom a new cluster would belong to.
    pub fn for_newcomers() -> Result<Self, Trouble> {
        if !Uid::effective().is_root() {
            return Ok(Self::Own);
        }
        let known = UNPRIVILEGED.iter().find_map(|name| User::from_name(name).ok().flatten());
        let User { uid, gid, .. } = known.ok_or(Trouble::NoAccount)?;
        Ok(Self::Lent { uid: uid.as_raw(), gid: gid.as_raw() })
    }

    /// Whom an existing folder belongs to: accounts may be added later, a cluster keeps its own.
    pub fn owning(folder: &Path) -> Result<Self, Trouble> {
        if !Uid::effective().is_root() {
            return Ok(Self::Own);
        }
        let found = fs::metadata(folder).map_err(Trouble::io("open", folder))?;
        Ok(Self::Lent { uid: found.uid(), gid: found.gid() })
    }

    /// A command run as this account, knowing nothing of the portal's settings and secrets.
    pub fn command(self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LC_ALL", "C");
        command.current_dir("/").stdin(Stdio::null());
        if let Self::Lent { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Whether it may enter this folder, by every rule the system knows.
    pub fn reaches(self, folder: &Path) -> bool {
        self.command("test").arg("-x").arg(folder).status().is_ok_and(|it| it.success())
    }

    /// Makes the folder, if need be, and gives it to this account alone.
    pub fn furnish(self, folder: &Path) -> Result<(), Trouble> {
        if !folder.exists() {
            DirBuilder::new().mode(0o700).create(folder).map_err(Trouble::io("create", folder))?;
        }
        let found = fs::symlink_metadata(folder).map_err(Trouble::io("open", folder))?;
        let private = found.is_dir() && found.mode() & 0o077 == 0;
        match self {
            Self::Own if private && found.uid() == Uid::effective().as_raw() => Ok(()),
            Self::Lent { uid, .. } if private && found.uid() == uid => Ok(()),
            // Root's own folder is a new one, or one whose making was cut short here.
            Self::Lent { uid, gid } if private && found.uid() == 0 => {
                chown(folder, Some(uid), Some(gid)).map_err(Trouble::io("give away", folder))
            }
            Self::Own | Self::Lent { .. } => Err(Trouble::Foreign { path: folder.into() }),
        }
    }
}
