//! Posts to robots, and goes nowhere it shouldn't: as the URL scanner does, names are resolved once, every address is
//! checked, and the connection is made to a checked one.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use ipnet::IpNet;
use rustls::pki_types::ServerName;
use serde::Deserialize;
use url::{Host, Url};

use super::http::{self, Answer};
use crate::{
    network::{
        reserved::{is_public_name, may_be_visited},
        url_scan::{Authorities, Line, Names, SystemNames, Trust, VERSIONS},
    },
    outbox::Failure,
    text::Text,
};

/// Ports of public robots.
const PORTS: [u16; 2] = [443, 8443];
/// For one post, from the name to the last word of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// For resolving the name, and for connecting to one address.
const PATIENCE_OF_A_STEP: Duration = Duration::from_secs(4);
/// Characters of an answer that are kept.
const LONGEST_REPLY: usize = 300;

/// Where posts may go: the open network, and what the installation names beside it.
#[derive(Clone, Debug, Default)]
pub struct Reach(pub Vec<IpNet>);

pub struct Poster {
    authorities: Authorities,
    reach: Reach,
    patience: Duration,
}

/// What robots answer: nothing but 0 is a yes.
#[derive(Deserialize)]
struct Reply {
    errcode: i64,
    #[serde(default)]
    errmsg: String,
}

impl Reach {
    fn is_named(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Whether a robot may be kept at that address; what its name resolves to is seen when it is posted to.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, typed: &str) -> Result<Url, Text> {
        let url = Url::parse(typed.trim()).map_err(|_| "robot-url-malformed")?;
        let is_open = |address: IpAddr| may_be_visited(address) || self.is_named(address);
        let host_is_open = match url.host() {
            None => return Err("robot-url-malformed".into()),
            Some(Host::Ipv4(address)) => is_open(address.into()),
            Some(Host::Ipv6(address)) => is_open(address.into()),
            Some(Host::Domain(name)) => is_public_name(name) || !self.0.is_empty(),
        };
        match url.scheme() {
            "https" => {}
            "http" if !self.0.is_empty() => {}
            _ => return Err("robot-url-not-https".into()),
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err("robot-url-malformed".into());
        }
        if host_is_open { Ok(url) } else { Err("robot-url-closed".into()) }
    }

    /// The addresses that may be posted to; nothing else is connected to.
    fn addresses(&self, url: &Url, until: Instant) -> Result<Vec<SocketAddr>, Failure> {
        let port = url.port_or_known_default().ok_or_else(|| unfit("no port"))?;
        let found = match url.host().ok_or_else(|| unfit("no host"))? {
            Host::Ipv4(address) => vec![IpAddr::V4(address)],
            Host::Ipv6(address) => vec![IpAddr::V6(address)],
            Host::Domain(name) => {
                let patience = until.saturating_duration_since(Instant::now()).min(PATIENCE_OF_A_STEP);
                SystemNames.addresses(name, patience).map_err(|_| away("the name can't be resolved"))?
            }
        };
        let is_open = |address: &IpAddr| {
            self.is_named(*address) || may_be_visited(*address) && PORTS.contains(&port) && url.scheme() == "https"
        };
        match found.iter().find(|address| !is_open(address)) {
            Some(closed) => Err(unfit(&format!("{closed}:{port} may not be posted to"))),
            None => Ok(found.into_iter().map(|address| SocketAddr::new(address, port)).collect()),
        }
    }
}

impl Poster {
    /// # Errors
    /// When secure connections can't be made at all.
    pub fn new(reach: Reach) -> anyhow::Result<Self> {
        Self::patient_for(reach, PATIENCE)
    }

    /// With other patience, for trying it out.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn patient_for(reach: Reach, patience: Duration) -> anyhow::Result<Self> {
        Ok(Self { authorities: Authorities::new()?, reach, patience })
    }

    /// Posts `json`. It blocks.
    ///
    /// # Errors
    /// Why the robot doesn't have it. None of it says the address, which is a secret.
    pub fn post(&self, url: &Url, json: &str) -> Result<(), Failure> {
        let until = Instant::now() + self.patience;
        let addresses = self.reach.addresses(url, until)?;
        let line = connect(&addresses, until)?;
        let answer = match url.scheme() {
            "http" => {
                let mut line = line;
                http::post(&mut line, url, json).map_err(|error| broken(&error))?
            }
            _ => self.post_securely(line, url, json)?,
        };
        accepted(&answer)
    }

    fn post_securely(&self, line: Line, url: &Url, json: &str) -> Result<Answer, Failure> {
        let name = match url.host() {
            Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).map_err(|_| unfit("no host"))?,
            Some(Host::Ipv4(address)) => IpAddr::V4(address).into(),
            Some(Host::Ipv6(address)) => IpAddr::V6(address).into(),
            None => return Err(unfit("no host")),
        };
        let met = self.authorities.shake_hands(line, name, &VERSIONS).map_err(|error| broken(&error))?;
        if met.trust != Trust::Trusted {
            return Err(away("nobody vouches for its certificate"));
        }
        let mut stream = met.stream;
        http::post(&mut stream, url, json).map_err(|error| broken(&error))
    }
}

fn accepted(answer: &Answer) -> Result<(), Failure> {
    let refused = |code: String, reply: String| Err(Failure::Refused { code, reply });
    if !(200..300).contains(&answer.status) {
        return refused(answer.status.to_string(), format!("HTTP {}", answer.status));
    }
    match serde_json::from_slice::<Reply>(&answer.body) {
        Ok(Reply { errcode: 0, .. }) => Ok(()),
        Ok(Reply { errcode, errmsg }) => {
            let said: String = errmsg.chars().filter(|c| !c.is_control()).take(LONGEST_REPLY).collect();
            refused(errcode.to_string(), format!("{errcode}: {said}"))
        }
        Err(_) => refused("answer".to_owned(), "the answer isn't a robot's".to_owned()),
    }
}

fn connect(addresses: &[SocketAddr], until: Instant) -> Result<Line, Failure> {
    let mut refusal = away("the name has no address");
    for address in addresses {
        match Line::to(*address, until, PATIENCE_OF_A_STEP) {
            Ok(line) => return Ok(line),
            Err(error) => refusal = broken(&error),
        }
    }
    Err(refusal)
}

/// In the kind's words alone: some errors repeat what was asked for.
fn broken(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::TimedOut => away("no answer in time"),
        kind => away(&kind.to_string()),
    }
}

fn away(why: &str) -> Failure {
    Failure::Unreachable(why.to_owned())
}

fn unfit(why: &str) -> Failure {
    Failure::Unfit(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_robot_is_kept_at_secure_addresses_of_the_open_network() {
        for (url, refused) in [
            ("https://oapi.dingtalk.com/robot/send?access_token=x", None),
            (" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x ", None),
            ("http://oapi.dingtalk.com/robot/send", Some("robot-url-not-https")),
            ("ftp://oapi.dingtalk.com/", Some("robot-url-not-https")),
            ("https://user:pass@oapi.dingtalk.com/", Some("robot-url-malformed")),
            ("https://oapi.dingtalk.com/#x", Some("robot-url-malformed")),
            ("oapi.dingtalk.com", Some("robot-url-malformed")),
            ("https://127.0.0.1/", Some("robot-url-closed")),
            ("https://0x7f000001/", Some("robot-url-closed")), // 127.0.0.1
            ("https://[::1]/", Some("robot-url-closed")),
            ("https://169.254.169.254/latest", Some("robot-url-closed")),
            ("https://10.1.2.3/", Some("robot-url-closed")),
            ("https://localhost/", Some("robot-url-closed")),
            ("https://metadata.google.internal/", Some("robot-url-closed")),
        ] {
            let why = Reach::default().check(url).err().map(|why| why.key);
            assert_eq!(why.as_deref(), refused, "{url}");
        }
    }

    #[test]
    fn the_installation_may_name_networks_of_its_own() {
        let reach = Reach(vec!["10.1.0.0/16".parse().unwrap()]);
        for (url, is_taken) in [
            ("http://10.1.2.3:8080/robot", true),
            ("https://10.2.2.3/robot", false),
            ("http://robot.gov.internal/send", true),
            ("https://oapi.dingtalk.com/", true),
        ] {
            assert_eq!(reach.check(url).is_ok(), is_taken, "{url}");
        }
        let soon = Instant::now() + Duration::from_secs(5);
        let may = |url: &str| reach.addresses(&url.parse().unwrap(), soon).is_ok();
        assert!(may("http://10.1.2.3:8080/") && may("https://1.1.1.1/"));
        assert!(!may("https://10.2.2.3/") && !may("http://1.1.1.1/") && !may("https://1.1.1.1:22/"));
        assert!(!may("https://localhost/"), "whatever a name says, its address is what counts");
    }

    #[test]
    fn a_robot_says_yes_with_nothing_but_zero() {
        let answered = |status: u16, body: &str| {
            accepted(&Answer { status, body: body.as_bytes().to_vec() }).err().map(|failure| failure.code().to_owned())
        };
        assert_eq!(answered(200, r#"{"errcode":0,"errmsg":"ok"}"#), None);
        assert_eq!(answered(200, r#"{"errcode":310000,"errmsg":"sign not match"}"#).as_deref(), Some("310000"));
        assert_eq!(answered(200, "<html>").as_deref(), Some("answer"));
        assert_eq!(answered(502, "{}").as_deref(), Some("502"));
    }
}
