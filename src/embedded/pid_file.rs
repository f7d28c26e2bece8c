//! `postmaster.pid`, in which a server says who and where it is and how far it has come.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nix::{sys::signal::kill, unistd::Pid};

/// The folder of a server's socket, and the number in the socket's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub folder: PathBuf,
    pub port: u16,
}

#[derive(Debug)]
pub struct PidFile {
    pub pid: Pid,
    /// Known from the moment it takes connections to the moment it begins to stop.
    pub open_at: Option<Address>,
}

/// Whose number a pid file holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Holder {
    Server,
    Nobody,
    /// Another program got the number, most likely after a reboot.
    Stranger,
}

impl PidFile {
    pub fn path(cluster: &Path) -> PathBuf {
        cluster.join("postmaster.pid")
    }

    pub fn read(cluster: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(Self::path(cluster)).ok()?)
    }

    /// One fact a line: pid, cluster, start, port, socket folder, address, shared memory, state.
    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let pid = Pid::from_raw(lines.first()?.parse().ok().filter(|pid| *pid > 0)?);
        let open_at = match lines[..] {
            [_, _, _, port, folder, _, _, "ready", ..] => {
                port.parse().ok().map(|port| Address { folder: folder.into(), port })
            }
            _ => None,
        };
        Some(Self { pid, open_at })
    }

    /// A server works in the folder of its cluster. Where the system doesn't tell, a living process is believed.
    pub fn holder(&self, cluster: &Path) -> Holder {
        match fs::read_link(format!("/proc/{}/cwd", self.pid)) {
            Ok(folder) if folder == cluster => Holder::Server,
            Ok(_) => Holder::Stranger,
            Err(_) if kill(self.pid, None).is_ok() => Holder::Server,
            Err(_) => Holder::Nobody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_open_only_while_it_is_ready() {
        let text = |state| format!("4711\n/d/cluster\n1750000000\n5432\n/d/run\n\n  1234  5678\n{state}\n");
        let open_at = |state| PidFile::parse(&text(state)).unwrap().open_at;

        assert_eq!(open_at("ready   "), Some(Address { folder: "/d/run".into(), port: 5432 }));
        assert_eq!(open_at("starting"), None);
        assert_eq!(open_at("stopping"), None);
    }

    #[test]
    fn a_file_still_being_written_tells_the_pid_or_nothing() {
        assert_eq!(PidFile::parse("4711\n/d/cluster\n").unwrap().open_at, None);
        assert!(PidFile::parse("").is_none());
        assert!(PidFile::parse("-1\n").is_none());
    }

    #[test]
    fn a_program_in_another_folder_is_a_stranger() {
        let me = PidFile { pid: Pid::this(), open_at: None };

        assert_eq!(me.holder(Path::new("/nowhere/cluster")), Holder::Stranger);
        assert_eq!(me.holder(&std::env::current_dir().unwrap()), Holder::Server);
    }
}
