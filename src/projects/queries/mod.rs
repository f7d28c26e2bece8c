//! Reads of projects, from what the asker may see.

mod belongings;
mod find;
mod list;
mod people;
mod sought;

pub use belongings::{Belongings, belongings};
pub use find::{departments, find, lock, nameable, open_for_naming, open_named};
pub use list::{Row, count, page};
pub use people::{Person, eligible, people};
pub use sought::sought;
