//! A mail server that speaks enough SMTP to be sent to, in a good mood or a bad one.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use rustls::ServerConfig;
use secrecy::SecretString;
use yunwu::config::{Smtp, SmtpSecurity};

use super::{
    letter::Letter,
    tls::{Identity, Wire},
};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Accepts,
    /// Answers every recipient so.
    RefusesRecipients(u16),
    /// Hangs up while the letter comes in.
    HangsUpInData,
    /// Takes the letter in and hangs up without a word.
    TakesAndHangsUp,
    /// Takes the letter in and thinks about it for long.
    TakesAndThinks,
    /// Says nothing at all.
    KeepsSilent,
}

/// One server for one test.
pub struct SmtpServer {
    port: u16,
    security: SmtpSecurity,
    identity: Identity,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    mood: Mood,
    letters: Vec<Letter>,
    /// What clients signed in with, still in base64.
    credentials: Vec<String>,
}

impl SmtpServer {
    pub fn start() -> Self {
        Self::speaking(SmtpSecurity::None)
    }

    /// One that asks for TLS after its greeting.
    pub fn with_starttls() -> Self {
        Self::speaking(SmtpSecurity::StartTls)
    }

    /// One that speaks TLS from the first byte.
    pub fn with_tls() -> Self {
        Self::speaking(SmtpSecurity::Tls)
    }

    fn speaking(security: SmtpSecurity) -> Self {
        let identity = Identity::new();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Shared { mood: Mood::Accepts, letters: Vec::new(), credentials: Vec::new() };
        let shared = Arc::new(Mutex::new(shared));
        let (for_thread, config) = (shared.clone(), identity.config.clone());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let conversation = Conversation::new(Wire::Clear(client), security, config.clone(), for_thread.clone());
                // A client that hangs up ends the conversation, not the server.
                thread::spawn(move || drop(conversation.hold()));
            }
        });
        Self { port, security, identity, shared }
    }

    pub fn is_in_the_mood(&self, mood: Mood) {
        self.shared.lock().expect("a server").mood = mood;
    }

    /// What arrived, in order.
    pub fn letters(&self) -> Vec<Letter> {
        self.shared.lock().expect("a server").letters.clone()
    }

    pub fn credentials(&self) -> Vec<String> {
        self.shared.lock().expect("a server").credentials.clone()
    }

    /// Settings that lead here, its authority trusted.
    pub fn settings(&self) -> Smtp {
        Smtp { security: self.security, ca: Some(self.identity.ca.clone()), ..settings(self.port) }
    }
}

/// Settings that lead to a port where nobody listens.
pub fn nobody() -> Smtp {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    settings(listener.local_addr().expect("its address").port())
}

fn settings(port: u16) -> Smtp {
    Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        security: SmtpSecurity::None,
        username: String::new(),
        password: SecretString::default(),
        from: "云务 <noreply@cloud.example>".to_owned(),
        ca: None,
    }
}

struct Conversation {
    lines: BufReader<Wire>,
    security: SmtpSecurity,
    config: Arc<ServerConfig>,
    shared: Arc<Mutex<Shared>>,
    to: Vec<String>,
}

impl Conversation {
    fn new(wire: Wire, security: SmtpSecurity, config: Arc<ServerConfig>, shared: Arc<Mutex<Shared>>) -> Self {
        let conversation = Self { lines: BufReader::new(wire), security, config, shared, to: Vec::new() };
        if security == SmtpSecurity::Tls { conversation.secured() } else { conversation }
    }

    /// The same under TLS; whoever asks for it begins anew.
    fn secured(self) -> Self {
        let wire = self.lines.into_inner().secured(&self.config);
        Self { lines: BufReader::new(wire), ..self }
    }

    fn offers(&self) -> &'static str {
        match (self.security, self.lines.get_ref().is_secured()) {
            (SmtpSecurity::StartTls, false) => "250-mail.example\r\n250 STARTTLS",
            _ => "250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN",
        }
    }

    fn mood(&self) -> Mood {
        self.shared.lock().expect("a server").mood
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        let wire = self.lines.get_mut();
        wire.write_all(format!("{line}\r\n").as_bytes())?;
        wire.flush()
    }

    fn hear(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        match self.lines.read_line(&mut line)? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        }
    }

    fn hold(mut self) -> std::io::Result<()> {
        if self.mood() == Mood::KeepsSilent {
            thread::sleep(Duration::from_secs(30));
            return Ok(());
        }
        self.say("220 mail.example ready")?;
        loop {
            let line = self.hear()?;
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => self.say(self.offers())?,
                "STARTTLS" => {
                    self.say("220 go on")?;
                    self = self.secured();
                }
                "AUTH" => {
                    self.shared.lock().expect("a server").credentials.push(rest.replace("PLAIN ", ""));
                    self.say("235 welcome")?;
                }
                "MAIL" => self.say("250 go on")?,
                "RCPT" => match self.mood() {
                    Mood::RefusesRecipients(code) => self.say(&format!("{code} {rest}: not here"))?,
                    _ => {
                        self.to.push(rest.trim_start_matches("TO:").trim_matches(['<', '>']).to_owned());
                        self.say("250 go on")?;
                    }
                },
                "DATA" => match self.data()? {
                    true => self.say("250 taken")?,
                    false => return Ok(()),
                },
                "QUIT" => return self.say("221 bye"),
                _ => self.say("250 fine")?,
            }
        }
    }

    /// Whether there is anything left to say.
    fn data(&mut self) -> std::io::Result<bool> {
        self.say("354 go on")?;
        if self.mood() == Mood::HangsUpInData {
            self.hear()?;
            return Ok(false);
        }
        let mut source = String::new();
        loop {
            match self.hear()?.as_str() {
                "." => break,
                line => {
                    source.push_str(line.strip_prefix('.').unwrap_or(line));
                    source.push_str("\r\n");
                }
            }
        }
        let letter = Letter { to: std::mem::take(&mut self.to), source };
        self.shared.lock().expect("a server").letters.push(letter);
        if self.mood() == Mood::TakesAndThinks {
            thread::sleep(Duration::from_secs(30));
        }
        Ok(self.mood() != Mood::TakesAndHangsUp)
    }
}
