//! Forms about servers: new ones, changes of one, the return of several (spec 2, "Servers").
//!
//! Words: the *stock* is what a form has to know: the catalogue, and the department's hosts with what
//! is planned for them.

pub mod change;
pub mod create;
mod reading;
pub mod recycle;
mod stock;
mod when;

pub use reading::{PlanRequest, Reading};
pub use stock::Stock;

/// Characters of a physical machine in words, as a host's specification has.
const SPECIFICATION: usize = 200;
