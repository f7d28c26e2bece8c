//! A mail server that speaks enough SMTP to be sent to, in a good mood or a bad one.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use secrecy::SecretString;
use yunwu::config::{Smtp, SmtpSecurity};

use super::letter::Letter;

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
    /// Says nothing at all.
    KeepsSilent,
}

/// One server for one test.
pub struct SmtpServer {
    port: u16,
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
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Shared { mood: Mood::Accepts, letters: Vec::new(), credentials: Vec::new() };
        let shared = Arc::new(Mutex::new(shared));
        let for_thread = shared.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = for_thread.clone();
                // A client that hangs up ends the conversation, not the server.
                thread::spawn(move || drop(Conversation::new(client, shared).hold()));
            }
        });
        Self { port, shared }
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

    /// Settings that lead here.
    pub fn settings(&self) -> Smtp {
        settings(self.port)
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
    }
}

struct Conversation {
    client: TcpStream,
    lines: BufReader<TcpStream>,
    shared: Arc<Mutex<Shared>>,
    to: Vec<String>,
}

impl Conversation {
    fn new(client: TcpStream, shared: Arc<Mutex<Shared>>) -> Self {
        let lines = BufReader::new(client.try_clone().expect("a second handle"));
        Self { client, lines, shared, to: Vec::new() }
    }

    fn mood(&self) -> Mood {
        self.shared.lock().expect("a server").mood
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        write!(self.client, "{line}\r\n")
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
                "EHLO" => self.say("250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN")?,
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
        Ok(self.mood() != Mood::TakesAndHangsUp)
    }
}
