//! The pages of applications.

pub mod edit;
pub mod export;
mod header;
pub mod hosts;
pub mod list;
pub mod ports;
pub mod show;
pub mod tickets;

use crate::web::path::id_of;
