//! What a scan found.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// One URL followed to its end, the last visit last. There is one at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub visits: Vec<Visit>,
}

/// One request on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub url: String,
    /// Where the connection was made to.
    pub address: Option<IpAddr>,
    pub tls: Option<Tls>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// With this status.
    Answered(u16),
    Failed(Failure),
}

/// Why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Nothing that a browser could open.
    NoUrl,
    /// A redirect to something that isn't of the web.
    Scheme(String),
    /// The name leads nowhere, or nobody could tell.
    NameUnknown,
    /// The address isn't of the open network, and wasn't visited.
    Closed(IpAddr),
    /// The port is neither one of the web nor of the ticket, and wasn't visited.
    Port(u16),
    Refused,
    TimedOut,
    /// There is no way there from here.
    NoWay,
    /// The connection broke off.
    Broke,
    /// No secure connection came about, in the words of the protocol.
    Handshake(String),
    /// What came wasn't of the web.
    NotHttp,
    TooManyRedirects,
}

/// A secure connection, and what the server showed of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tls {
    /// Those the server speaks, the newest first; older ones than 1.2 are never tried.
    pub versions: Vec<String>,
    pub issuer: String,
    pub subject: String,
    pub valid_from: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    pub trust: Trust,
}

/// What a browser would make of the certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    Trusted,
    Expired,
    NotYetValid,
    /// For another name.
    WrongName,
    /// By nobody whom browsers know.
    UnknownIssuer,
    /// For some other reason.
    #[default]
    Refused,
}

/// How a scan came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// It answers, with an error, or with a certificate that browsers warn of.
    Doubtful,
    Unreachable,
}

impl Report {
    #[must_use]
    pub fn last(&self) -> Option<&Visit> {
        self.visits.last()
    }

    /// The outcome may be a matter of where one looks from, so that one had better look again.
    #[must_use]
    pub fn may_be_ours(&self) -> bool {
        let failed = |visit: &Visit| matches!(visit.outcome, Outcome::Failed(Failure::NameUnknown | Failure::NoWay));
        self.last().is_some_and(failed)
    }

    #[must_use]
    pub fn standing(&self) -> Standing {
        let distrusted = |visit: &Visit| visit.tls.as_ref().is_some_and(|tls| tls.trust != Trust::Trusted);
        match self.last().map(|visit| &visit.outcome) {
            Some(Outcome::Answered(status)) if *status < 400 && !self.visits.iter().any(distrusted) => Standing::Good,
            Some(Outcome::Answered(_)) => Standing::Doubtful,
            Some(Outcome::Failed(_)) | None => Standing::Unreachable,
        }
    }
}

impl Standing {
    #[must_use]
    pub const fn family(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Doubtful => "warn",
            Self::Unreachable => "bad",
        }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "doubtful",
            Self::Unreachable => "unreachable",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Good => "url-scan-good",
            Self::Doubtful => "url-scan-doubtful",
            Self::Unreachable => "url-scan-unreachable",
        }
    }
}

impl Outcome {
    #[must_use]
    pub fn in_words(&self) -> Text {
        match self {
            Self::Answered(status) => Text::new("url-scan-answered").with("status", status.to_string()),
            Self::Failed(failure) => failure.in_words(),
        }
    }
}

impl Failure {
    #[must_use]
    pub fn in_words(&self) -> Text {
        match self {
            Self::NoUrl => "url-scan-no-url".into(),
            Self::Scheme(scheme) => Text::new("url-scan-scheme").with("scheme", scheme.as_str()),
            Self::NameUnknown => "url-scan-name-unknown".into(),
            Self::Closed(address) => Text::new("url-scan-closed").with("address", address.to_string()),
            Self::Port(port) => Text::new("url-scan-port").with("port", port.to_string()),
            Self::Refused => "url-scan-refused".into(),
            Self::TimedOut => "url-scan-timed-out".into(),
            Self::NoWay => "url-scan-no-way".into(),
            Self::Broke => "url-scan-broke".into(),
            Self::Handshake(why) => Text::new("url-scan-handshake").with("why", why.as_str()),
            Self::NotHttp => "url-scan-not-http".into(),
            Self::TooManyRedirects => "url-scan-too-many-redirects".into(),
        }
    }
}

impl Trust {
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Trusted => "url-scan-trusted",
            Self::Expired => "url-scan-expired",
            Self::NotYetValid => "url-scan-not-yet-valid",
            Self::WrongName => "url-scan-wrong-name",
            Self::UnknownIssuer => "url-scan-unknown-issuer",
            Self::Refused => "url-scan-distrusted",
        }
    }
}
