//! The pages of the network.

pub mod address;
pub mod address_act;
pub mod address_edit;
pub mod address_export;
pub mod addresses;
pub mod entry;
pub mod host;
pub mod host_edit;
pub mod host_export;
pub mod hosts;
pub mod pool;
pub mod recertification;
pub mod register;
pub mod register_export;
pub mod removals;
pub mod removed;
pub mod round;
mod search;

use std::net::Ipv4Addr;

use crate::{
    error::{AppError, AppResult},
    web::{Ctx, form::Choice, path::id_of},
};

/// An IP in an address; what is none leads nowhere.
fn ip_of(path: &str) -> AppResult<Ipv4Addr> {
    path.parse().map_err(|_| AppError::NotFound)
}

/// Records to choose from, after the words for choosing none.
pub(super) fn choices(ctx: &Ctx, none: &str, records: Vec<(i64, String)>, chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", ctx.language().t(none), chosen);
    std::iter::once(none).chain(records.into_iter().map(|(id, name)| Choice::new(id, name, chosen))).collect()
}
