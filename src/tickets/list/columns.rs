//! What a line says in each of its columns.

use super::reading::Line;
use crate::tickets::{bulk::Picked, details::Details, model::path_of, state::Tab};

/// The first thing asked for, and how many more there are.
pub struct Content {
    pub from: String,
    pub to: String,
    pub protocol: String,
    pub more: usize,
}

impl Line {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.ticket.number)
    }

    /// As the box beside it posts it.
    #[must_use]
    pub fn picked(&self) -> Picked {
        Picked { number: self.ticket.number.clone(), version: Some(self.ticket.version) }
    }

    /// Whether operators are at it, or should be.
    #[must_use]
    pub fn is_at_hand(&self) -> bool {
        Tab::InProgress.states().contains(&self.ticket.state)
    }

    #[must_use]
    pub fn content(&self) -> Content {
        let Details::InternetMapping(details) = &self.ticket.details;
        let first = details.rows.first().cloned().unwrap_or_default();
        Content {
            from: ended(&details.public_ip, &first.public_port),
            to: ended(&first.floating_ip, &first.internal_port),
            protocol: first.protocol.to_uppercase(),
            more: details.rows.len().saturating_sub(1),
        }
    }

    /// Everything asked for, for exports.
    #[must_use]
    pub fn all_content(&self) -> String {
        let Details::InternetMapping(details) = &self.ticket.details;
        let row = |row: &crate::tickets::details::MappingRow| {
            let from = ended(&details.public_ip, &row.public_port);
            format!("{} {from} → {}", row.protocol.to_uppercase(), ended(&row.floating_ip, &row.internal_port))
        };
        details.rows.iter().map(row).collect::<Vec<_>>().join("; ")
    }
}

/// A draft may have neither side yet.
fn ended(address: &str, port: &str) -> String {
    match (address, port) {
        ("", "") => String::new(),
        (address, "") => address.to_owned(),
        (address, port) => format!("{address}:{port}"),
    }
}
