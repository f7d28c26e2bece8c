//! Follows a URL from visit to visit, and goes nowhere it shouldn't.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use rustls::pki_types::ServerName;
use url::{Host, Url};

use super::{
    Scanner, certificate,
    http::{self, Answer},
    line::{Line, left},
    names::{Names, SystemNames},
    report::{Failure, Outcome, Report, Visit},
    tls::{Authorities, VERSIONS, name_of},
};
use crate::network::reserved::may_be_visited;

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 5;
/// Visited beside the ports of the ticket.
const WEB_PORTS: [u16; 4] = [80, 443, 8080, 8443];
/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 3;
/// Characters kept of a URL that a server sends one to.
const LONGEST_URL: usize = 2_000;

/// Time for a whole scan.
const PATIENCE: Duration = Duration::from_secs(15);
/// For resolving one name, and for connecting to one address.
const PATIENCE_OF_A_STEP: Duration = Duration::from_secs(4);

/// The default scanner: asks as a browser would, and tells what it met.
pub struct Visitor {
    names: Box<dyn Names>,
    may_visit: fn(IpAddr) -> bool,
    authorities: Authorities,
    patience: Duration,
}

impl Visitor {
    /// With the machine's own resolver, to the open network alone.
    ///
    /// # Errors
    /// When secure connections can't be made at all.
    pub fn new() -> anyhow::Result<Self> {
        Self::with(Box::new(SystemNames), may_be_visited, PATIENCE)
    }

    /// With another resolver, other addresses to visit and other time, for trying it out.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with(names: Box<dyn Names>, may_visit: fn(IpAddr) -> bool, patience: Duration) -> anyhow::Result<Self> {
        Ok(Self { names, may_visit, authorities: Authorities::new()?, patience })
    }
}

impl Scanner for Visitor {
    fn scan(&self, url: &str, ports: &[u16]) -> Report {
        let until = Instant::now() + self.patience;
        let mut report = Report::default();
        let mut ahead = Url::parse(url).map_err(|_| url.to_owned());
        loop {
            let (visit, next) = match ahead {
                Ok(url) => self.visit(&url, ports, until),
                Err(typed) => (failed(&typed, Failure::NoUrl), None),
            };
            report.visits.push(visit);
            match next {
                None => return report,
                Some(further) if report.visits.len() > MOST_REDIRECTS => {
                    let url = further.map_or_else(|typed| typed, String::from);
                    report.visits.push(failed(&url, Failure::TooManyRedirects));
                    return report;
                }
                Some(further) => ahead = further,
            }
        }
    }
}

/// Where a server sends one: a URL, or something else in its own words.
type Further = Result<Url, String>;

/// Addresses that were checked; nothing else is connected to.
struct Checked {
    name: Option<ServerName<'static>>,
    addresses: Vec<SocketAddr>,
}

impl Visitor {
    fn visit(&self, url: &Url, ports: &[u16], until: Instant) -> (Visit, Option<Further>) {
        let mut visit = failed(url.as_str(), Failure::NoUrl);
        let met = self.check(url, ports, until).and_then(|checked| self.meet(url, &checked, until, &mut visit));
        match met {
            Ok(answer) => {
                visit.outcome = Outcome::Answered(answer.status);
                let further = answer.location.filter(|_| matches!(answer.status, 301 | 302 | 303 | 307 | 308));
                (visit, further.map(|location| url.join(&location).map_err(|_| shortened(&location))))
            }
            Err(failure) => {
                visit.outcome = Outcome::Failed(failure);
                (visit, None)
            }
        }
    }

    /// Scheme, port and every address of the host; resolved here and nowhere else.
    fn check(&self, url: &Url, ports: &[u16], until: Instant) -> Result<Checked, Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::Scheme(url.scheme().to_owned()));
        }
        let port = url.port_or_known_default().ok_or(Failure::NoUrl)?;
        if !WEB_PORTS.contains(&port) && !ports.contains(&port) {
            return Err(Failure::Port(port));
        }
        let (name, found) = match url.host().ok_or(Failure::NoUrl)? {
            Host::Ipv4(address) => (Some(IpAddr::V4(address).into()), vec![IpAddr::V4(address)]),
            Host::Ipv6(address) => (Some(IpAddr::V6(address).into()), vec![IpAddr::V6(address)]),
            Host::Domain(name) => {
                let patience = left(until).map_err(|_| Failure::TimedOut)?.min(PATIENCE_OF_A_STEP);
                let found = self.names.addresses(name, patience).map_err(|_| Failure::NameUnknown)?;
                (ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(), found)
            }
        };
        if let Some(closed) = found.iter().find(|address| !(self.may_visit)(**address)) {
            return Err(Failure::Closed(*closed));
        }
        let addresses = found.into_iter().take(MOST_ADDRESSES).map(|address| SocketAddr::new(address, port)).collect();
        Ok(Checked { name, addresses })
    }

    fn meet(&self, url: &Url, checked: &Checked, until: Instant, visit: &mut Visit) -> Result<Answer, Failure> {
        let (mut line, address) = connect(&checked.addresses, until)?;
        visit.address = Some(address.ip());
        if url.scheme() == "http" {
            return http::ask(&mut line, url).map_err(|error| failure(&error));
        }
        let name = checked.name.clone().ok_or(Failure::NoUrl)?;
        let met = self.authorities.shake_hands(line, name.clone(), &VERSIONS).map_err(|error| failure(&error))?;
        let mut stream = met.stream;
        let answer = http::ask(&mut stream, url).map_err(|error| failure(&error));
        let versions = self.versions(address, &name, met.version, until);
        visit.tls = Some(certificate::facts(&met.certificate, versions, met.trust));
        answer
    }

    /// Which versions the server speaks beside the one it chose.
    fn versions(
        &self,
        address: SocketAddr,
        name: &ServerName<'static>,
        chosen: Option<String>,
        until: Instant,
    ) -> Vec<String> {
        let speaks = |version: &&'static rustls::SupportedProtocolVersion| {
            let is_chosen = chosen.as_ref() == Some(&name_of(version));
            let shake = |line| self.authorities.shake_hands(line, name.clone(), &[version]);
            is_chosen || Line::to(address, until, PATIENCE_OF_A_STEP).and_then(shake).is_ok()
        };
        VERSIONS.iter().filter(|version| speaks(version)).map(|version| name_of(version)).collect()
    }
}

/// To the first that answers.
fn connect(addresses: &[SocketAddr], until: Instant) -> Result<(Line, SocketAddr), Failure> {
    let mut refusal = Failure::NameUnknown;
    for address in addresses {
        match Line::to(*address, until, PATIENCE_OF_A_STEP) {
            Ok(line) => return Ok((line, *address)),
            Err(error) => refusal = failure(&error),
        }
    }
    Err(refusal)
}

fn failure(error: &io::Error) -> Failure {
    if let Some(why) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return Failure::Handshake(shortened(&why.to_string()));
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Failure::Refused,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Failure::TimedOut,
        io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge => Failure::NotHttp,
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Failure::Broke,
        _ => Failure::NoWay,
    }
}

fn failed(url: &str, failure: Failure) -> Visit {
    Visit { url: shown(url), address: None, tls: None, outcome: Outcome::Failed(failure) }
}

/// Without what nobody should read over somebody's shoulder.
fn shown(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url) else { return shortened(url) };
    // Neither can fail for a URL with a host, and what has none has no passwords.
    let _ = (parsed.set_username(""), parsed.set_password(None));
    shortened(parsed.as_str())
}

fn shortened(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(LONGEST_URL).collect()
}
