//! The same deed for many records at once (spec 2, "States"; spec 3, "Deciding").
//!
//! Words: a record is *picked* in a list, as its row showed it; the *deed* is done to each of them by the very command of
//! the single action; its *outcome* stands beside it afterwards, on the page of the [`Place`] where the room does so. A room
//! says what its deeds are, and draws its rows.

mod outcome;
mod picked;
mod place;
mod tried;

pub use outcome::{Deed, Outcome};
pub use picked::{MOST, PICK_ALL, Picked, picked, picking_all, readable};
pub use place::{Place, Shown};
pub use tried::{Row, Tally, Tried};
