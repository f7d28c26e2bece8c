//! Who may do what (spec 1, "The permission matrix").
//!
//! A [`Role`] or a [`Grant`] gives an [`Action`] a [`Scope`]; `matrix` is the table of that, laid
//! out as it is published. An [`Actor`] is a signed-in person with what was given to them, and
//! answers the three questions the rooms ask:
//!
//! - may they at all? [`Actor::may`] guards an address (403) and draws the menu;
//! - what do they see? [`Actor::sight`] is what every query begins from (404);
//! - may they with this record? [`Actor::may_on`] and [`Actor::may_in`] guard commands and draw buttons.
//!
//! Whoever stands in for a [`Principal`] decides in their [`Right`] too, and sees what they see.
//!
//! [`published()`] is the same table for people: the permissions page and `docs/permissions.md`.

mod action;
mod actor;
mod departments;
mod grant;
mod markdown;
mod matrix;
mod principal;
mod published;
mod role;
mod scope;
mod sector;
mod sight;
#[cfg(test)]
mod tests;

use std::fmt;

pub use action::Action;
pub use actor::{Actor, Filed, Home, Origin};
pub use departments::Departments;
pub use grant::Grant;
pub use markdown::as_markdown;
pub use matrix::{deciding, given, granted, needed_grant, scope};
pub use principal::{Principal, Right};
pub use published::{Column, Published, Row, Table, published};
pub use role::{Role, RoleKind, held_together};
pub use scope::Scope;
pub use sector::Sector;
pub use sight::{Sight, application_sight, network_sight, project_sight, resource_sight, ticket_sight};

/// A stored code that names no role, grant or sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(pub String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no role, grant or sector has the code {:?}", self.0)
    }
}

impl std::error::Error for UnknownCode {}
