//! The bell kept current: pages listen, and hear when their reader's messages change (spec 6, "Bell").
//!
//! Words: a *listener* is one open page of somebody; the *switchboard* of a process holds them all and looks once a second,
//! with one query for all of them, whether anything is new. So a listener costs no connection of the pool, and a slow or
//! dead one holds up nobody.

mod events;
mod queries;
mod switchboard;

pub use events::events;
pub use switchboard::Switchboard;
