//! The pages of applications.

pub mod edit;
pub mod export;
mod header;
pub mod hosts;
pub mod list;
mod new_project;
pub mod ports;
pub mod show;
pub mod tickets;

use crate::web::path::id_of;
