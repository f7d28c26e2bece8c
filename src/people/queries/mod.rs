//! Reads of people, for who administers them: their pages let nobody else in.

mod find;
mod list;
mod places;
mod sought;

pub use find::{find, lock, named};
pub use list::{count, page, place};
pub use places::{Group, Seat, administrators_of, groups, seat_of, seats};
pub use sought::sought;
