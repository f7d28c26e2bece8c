//! The reports as the ticket's page shows them.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::{commands::is_scanned_in, queue};
use crate::{
    network::url_scan::{Report, Tls},
    text::Text,
    tickets::{
        model::Ticket,
        party::{Party, Relation},
    },
};

/// The newest scan of one URL.
#[derive(Clone, Debug, Deserialize)]
pub struct StoredScan {
    url: String,
    attempts: i32,
    next_try_at: DateTime<Utc>,
    report: Option<Report>,
    finished_at: Option<DateTime<Utc>>,
}

/// The card; there is none where the ticket names no URL.
pub struct UrlScans {
    pub scans: Vec<UrlScan>,
    /// If its reader may have them scanned again.
    pub again: Option<Again>,
}

pub struct Again {
    pub href: String,
    pub submission: Uuid,
}

pub struct UrlScan {
    pub url: String,
    pub family: &'static str,
    pub code: &'static str,
    pub label: &'static str,
    /// What there is to wait for.
    pub note: Option<Text>,
    pub checked_at: Option<DateTime<Utc>>,
    pub visits: Vec<VisitView>,
}

pub struct VisitView {
    pub url: String,
    pub said: Text,
    pub address: String,
    pub tls: Option<Tls>,
}

impl UrlScans {
    pub fn of(ticket: &Ticket, stored: Vec<StoredScan>, party: Party) -> Option<Self> {
        let named = queue::urls(ticket);
        let scans: Vec<UrlScan> =
            stored.into_iter().filter(|scan| named.contains(&scan.url.as_str())).map(UrlScan::from).collect();
        let may_ask = party.relation == Relation::Operator && is_scanned_in(ticket.state) && !named.is_empty();
        let again = may_ask.then(|| Again { href: format!("{}/scan", ticket.path()), submission: Uuid::new_v4() });
        (!scans.is_empty() || again.is_some()).then_some(Self { scans, again })
    }
}

impl From<StoredScan> for UrlScan {
    fn from(scan: StoredScan) -> Self {
        let standing = scan.report.as_ref().filter(|_| scan.finished_at.is_some()).map(Report::standing);
        let (family, code, label) =
            standing.map_or(("run", "waiting", "url-scan-waiting"), |it| (it.family(), it.code(), it.label()));
        let is_retried = scan.finished_at.is_none() && scan.report.is_some();
        Self {
            family,
            code,
            label,
            note: is_retried
                .then(|| Text::new("url-scan-tried").with("attempts", scan.attempts).with("again", scan.next_try_at)),
            checked_at: scan.finished_at,
            visits: scan.report.map(visits).unwrap_or_default(),
            url: scan.url,
        }
    }
}

fn visits(report: Report) -> Vec<VisitView> {
    let shown = report.visits.into_iter().map(|visit| VisitView {
        said: visit.outcome.in_words(),
        address: visit.address.map(|address| address.to_string()).unwrap_or_default(),
        tls: visit.tls,
        url: visit.url,
    });
    shown.collect()
}
