//! What an access URL leads to, seen from outside (spec 2, "Work order for the gateway").
//!
//! Words: a *scan* follows one URL and its redirects; a *visit* is one request of it; a *report* tells what each visit
//! found. Whatever the URL says, a visit goes to an address of the open network alone: names are resolved once, every
//! address is checked, and the connection is made to a checked one, so that neither a redirect nor a name that changes
//! its mind leads inside.

mod certificate;
mod http;
mod line;
mod names;
mod report;
mod tls;
mod visitor;

pub use line::Line;
pub use names::{Names, SystemNames};
pub use report::{Failure, Outcome, Report, Standing, Tls, Trust, Visit};
pub use tls::{Authorities, VERSIONS};
pub use visitor::Visitor;

/// Finds out what a URL leads to; another one may be put in its place.
pub trait Scanner: Send + Sync {
    /// Follows `url`. `ports` are those of the ticket, visited beside the usual ones of the web.
    fn scan(&self, url: &str, ports: &[u16]) -> Report;
}

#[cfg(test)]
mod tests;
