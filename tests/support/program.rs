//! The program itself, as its own process, and what can happen to one.

use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use uuid::Uuid;
use yunwu::config::Smtp;

use super::Browser;

/// Longer than anything takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks until it is so.
#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

pub fn free_port() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address")
}

/// What a process is started with.
#[derive(Clone)]
pub struct Plan {
    environment: Vec<(String, String)>,
}

impl Plan {
    pub fn new(database: &str, data: &Path) -> Self {
        let plan = Self { environment: Vec::new() };
        plan.with("DATABASE_URL", database)
            .with("YUNWU_DATA", &data.display().to_string())
            .with("YUNWU_CONNECTIONS", "4")
    }

    /// With a setting more, by its name in the environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With mail that leaves by this server.
    pub fn mailing(self, smtp: &Smtp) -> Self {
        self.with("YUNWU_SMTP_HOST", &smtp.host)
            .with("YUNWU_SMTP_PORT", &smtp.port.to_string())
            .with("YUNWU_SMTP_SECURITY", "none")
            .with("YUNWU_MAIL_FROM", &smtp.from)
    }

    /// A portal that answers at an address of its own.
    pub fn serve(&self) -> Program {
        let listen = free_port();
        let mut program = self.start(&["serve", "--listen", &listen.to_string()]);
        program.base = format!("http://{listen}");
        let browser = program.browser();
        until("the portal answers", || {
            assert!(program.is_running(), "it ended while starting: {}", program.log());
            browser.attempt("/livez").is_some_and(|answer| answer.status() == 200)
        });
        program
    }

    pub fn worker(&self) -> Program {
        self.start(&["worker"])
    }

    /// Does its work and ends.
    pub fn run(&self, command: &str) -> Output {
        self.command(&command.split(' ').collect::<Vec<_>>()).output().expect("the program")
    }

    fn start(&self, arguments: &[&str]) -> Program {
        let log = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.log", Uuid::new_v4()));
        let file = File::create(&log).expect("a log");
        let child = self.command(arguments).stdout(Stdio::null()).stderr(file).spawn().expect("the program");
        Program { child, base: String::new(), log }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yunwu"));
        command.args(arguments).envs(self.environment.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        command
    }
}

/// A running process, ended with its test.
pub struct Program {
    child: Child,
    base: String,
    log: PathBuf,
}

impl Program {
    pub fn url(&self) -> &str {
        &self.base
    }

    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    pub fn signed_in(&self, username: &str) -> Browser {
        let browser = self.browser();
        browser.post("/login", &[("username", username), ("password", yunwu::demo::PASSWORD)]).is(303);
        browser
    }

    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).expect("its log")
    }

    /// Memory in use, KiB.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// As by `kill -9`: no last word.
    pub fn kill(&mut self) {
        self.child.kill().expect("a process to kill");
        self.child.wait().expect("its end");
    }

    /// As by `systemctl stop`.
    pub fn ask_to_stop(&self) {
        kill(self.pid(), Signal::SIGTERM).expect("a process to stop");
    }

    pub fn end(&mut self) -> ExitStatus {
        let mut ended = None;
        until("the process ends", || {
            ended = self.child.try_wait().expect("a process");
            ended.is_some()
        });
        ended.expect("its end")
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id().try_into().expect("a process id"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Gone already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
        if !thread::panicking() {
            drop(fs::remove_file(&self.log));
        }
    }
}
