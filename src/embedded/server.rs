//! The server process: joined when it runs, launched when not, and shut down by its last user.

use std::{
    fs,
    os::unix::process::CommandExt,
    process::Child,
    thread::sleep,
    time::{Duration, Instant},
};

use nix::sys::signal::{Signal, kill};

use super::{
    Trouble,
    binaries::Binaries,
    home::Home,
    pid_file::{Address, Holder, PidFile},
};

/// What a crash of the machine may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing that was acknowledged.
    Full,
    /// The whole cluster: for tests, which then need not wait for the disk.
    None,
}

/// Starting after a crash replays the log, and a server that stops writes out what memory holds: both take a while.
const PATIENCE: Duration = Duration::from_secs(120);
/// A server goes on stopping by itself; the next start waits for its end.
const LAST_WORDS: Duration = Duration::from_secs(10);
const BREATH: Duration = Duration::from_millis(5);

/// Only names the socket: each cluster has a folder of its own.
const PORT: u16 = 5432;

/// Sockets only; several portals' pools side by side; the pages of a register of a million entries in memory, taken as
/// they are needed; no statement and no value of a row in the log.
const SETTINGS: [&str; 9] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=200",
    "shared_buffers=512MB",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
];

const WITHOUT_DURABILITY: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// A running server; `child` is there when this process launched it.
#[derive(Debug)]
pub struct Server {
    child: Option<Child>,
}

impl Server {
    /// The server that already runs on this home's cluster, waited for if it is only coming or just going.
    pub fn join(home: &Home) -> Result<Option<(Self, Address)>, Trouble> {
        let cluster = home.cluster();
        let started = Instant::now();
        while let Some(found) = PidFile::read(&cluster) {
            match (found.holder(&cluster), found.open_at) {
                // PostgreSQL clears the file away itself, after a look for orphans that still write.
                (Holder::Nobody, _) => break,
                // PostgreSQL would take the stranger for a server and refuse to start.
                (Holder::Stranger, _) => {
                    let path = PidFile::path(&cluster);
                    fs::remove_file(&path).map_err(Trouble::io("remove", &path))?;
                    break;
                }
                (Holder::Server, Some(address)) => return Ok(Some((Self { child: None }, address))),
                (Holder::Server, None) => pause(started, home)?,
            }
        }
        Ok(None)
    }

    /// Starts the server and waits until it takes connections.
    pub fn launch(home: &Home, binaries: &Binaries, durability: Durability) -> Result<(Self, Address), Trouble> {
        let started = Instant::now();
        let mut child = spawn(home, binaries, durability)?;
        loop {
            if child.try_wait().map_err(Trouble::io("watch", &home.log()))?.is_some() {
                return Err(Trouble::died(&home.log()));
            }
            let own = PidFile::read(&home.cluster()).filter(|it| u32::try_from(it.pid.as_raw()) == Ok(child.id()));
            if let Some(address) = own.and_then(|it| it.open_at) {
                return Ok((Self { child: Some(child) }, address));
            }
            pause(started, home)?;
        }
    }

    /// Ends every session, writes everything out, and waits for the end.
    pub fn shut_down(self, home: &Home) -> Result<(), Trouble> {
        let cluster = home.cluster();
        let started = Instant::now();
        let mut child = self.child;
        // Asked anew and not remembered: another process may have had to start a new server meanwhile.
        let running = || PidFile::read(&cluster).filter(|it| it.holder(&cluster) == Holder::Server);
        let Some(PidFile { pid, .. }) = running() else {
            return reap(child.as_mut(), home);
        };
        // A server that ended by itself just now is as good as one that followed the signal.
        let _ = kill(pid, Signal::SIGINT);
        while running().is_some_and(|it| it.pid == pid) {
            if started.elapsed() > LAST_WORDS {
                return Err(Trouble::Slow { log: home.log() });
            }
            sleep(BREATH);
        }
        reap(child.as_mut(), home)
    }
}

/// The end of its pid file is nearly the last thing a server does; the child still wants to be waited for.
fn reap(child: Option<&mut Child>, home: &Home) -> Result<(), Trouble> {
    child.map_or(Ok(()), |it| it.wait().map(drop).map_err(Trouble::io("watch", &home.log())))
}

fn spawn(home: &Home, binaries: &Binaries, durability: Durability) -> Result<Child, Trouble> {
    let log = home.open_log()?;
    let program = binaries.program("postgres");
    let mut command = home.account.command(&program);
    command.arg("-D").arg(home.cluster()).arg("-k").arg(home.socket_folder()?).arg("-p").arg(PORT.to_string());
    command.args(SETTINGS.iter().flat_map(|it| ["-c", it]));
    if durability == Durability::None {
        command.args(WITHOUT_DURABILITY.iter().flat_map(|it| ["-c", it]));
    }
    command.stdout(log.try_clone().map_err(Trouble::io("open", &home.log()))?).stderr(log);
    // Ctrl-C in a terminal reaches a whole process group; the portal wants to finish its requests first.
    command.process_group(0);
    command.spawn().map_err(Trouble::io("run", &program))
}

fn pause(since: Instant, home: &Home) -> Result<(), Trouble> {
    if since.elapsed() > PATIENCE {
        return Err(Trouble::Slow { log: home.log() });
    }
    sleep(BREATH);
    Ok(())
}
