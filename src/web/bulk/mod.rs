//! The same deed for many records at once (spec 2, "States"; spec 3, "Deciding").
//!
//! Words: a record is *picked* in a list, as its row showed it; the *deed* is done to each of them by the very command of
//! the single action; its *outcome* stands beside it afterwards. A room says what its deeds are, and draws its rows.

mod outcome;
mod picked;
mod tried;

pub use outcome::{Outcome, one_by_one};
pub use picked::{MOST, PICK_ALL, Picked, picked, picking_all, readable};
pub use tried::{Row, Tally, Tried};
