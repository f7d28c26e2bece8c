//! A server that group chats' robots are posted to, in a good mood or a bad one.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes what is signed with its secret, and refuses the rest as DingTalk does.
    Accepts,
    /// Says so, whatever comes.
    Refuses(i64),
    /// Is out of order.
    Broken,
    /// Hears it all and hangs up.
    HangsUp,
    /// Hears it all and says nothing.
    KeepsSilent,
}

/// A post as it came.
#[derive(Clone, Debug)]
pub struct Post {
    pub query: Vec<(String, String)>,
    pub json: serde_json::Value,
}

impl Post {
    pub fn text(&self) -> String {
        self.json["text"]["content"].as_str().unwrap_or_default().to_owned()
    }

    fn is_signed_with(&self, secret: &str) -> bool {
        let of = |name: &str| self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let (Some(timestamp), Some(sign)) = (of("timestamp"), of("sign")) else { return secret.is_empty() };
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
        mac.update(format!("{timestamp}\n{secret}").as_bytes());
        let age = chrono::Utc::now().timestamp_millis() - timestamp.parse::<i64>().expect("a time");
        sign == BASE64_STANDARD.encode(mac.finalize().into_bytes()) && age.abs() < 3_600_000
    }
}

/// One server for one test.
pub struct RobotServer {
    port: u16,
    shared: Arc<Mutex<(Manner, Vec<Post>)>>,
}

impl RobotServer {
    /// What comes must be signed with `secret`, unless that is empty.
    pub fn knowing(secret: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Arc::new(Mutex::new((Manner::Accepts, Vec::new())));
        let for_thread = shared.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = for_thread.clone();
                // A client that hangs up ends the conversation, not the server.
                thread::spawn(move || drop(answer(client, secret, &shared)));
            }
        });
        Self { port, shared }
    }

    pub fn behaves(&self, manner: Manner) {
        self.shared.lock().expect("a server").0 = manner;
    }

    /// What was taken, in order.
    pub fn posts(&self) -> Vec<Post> {
        self.shared.lock().expect("a server").1.clone()
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/robot/send?access_token=token-of-the-robot", self.port)
    }
}

fn answer(client: TcpStream, secret: &str, shared: &Mutex<(Manner, Vec<Post>)>) -> std::io::Result<()> {
    let mut lines = BufReader::new(client);
    let (mut line, mut length, mut path) = (String::new(), 0, String::new());
    while lines.read_line(&mut line)? > 2 {
        if let Some(rest) = line.strip_prefix("POST ") {
            rest.split(' ').next().unwrap_or_default().clone_into(&mut path);
        }
        if let Some(rest) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = rest.trim().parse().expect("a length");
        }
        line.clear();
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    let query = url::form_urlencoded::parse(path.split_once('?').map_or("", |(_, query)| query).as_bytes());
    let post = Post { query: query.into_owned().collect(), json: serde_json::from_slice(&body).expect("JSON") };
    let manner = shared.lock().expect("a server").0;
    let (status, json) = match manner {
        Manner::Accepts if post.is_signed_with(secret) => {
            shared.lock().expect("a server").1.push(post);
            ("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#.to_owned())
        }
        Manner::Accepts => ("200 OK", r#"{"errcode":310000,"errmsg":"sign not match"}"#.to_owned()),
        Manner::Refuses(code) => ("200 OK", format!(r#"{{"errcode":{code},"errmsg":"send too fast"}}"#)),
        Manner::Broken => ("502 Bad Gateway", "<html>".to_owned()),
        Manner::HangsUp => return Ok(()),
        Manner::KeepsSilent => {
            thread::sleep(Duration::from_secs(30));
            return Ok(());
        }
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", json.len());
    lines.get_mut().write_all((head + &json).as_bytes())
}
