//! Reading bills: each by who sees its department's, a roll-up by who sees all it adds up.

mod bills;
mod lines;
mod runs;
mod statistics;
mod sums;

pub use bills::{
    Belonging, answerers, belonging, by_id, find, in_sight, lock, lock_month, months_of, of_department, of_month, own,
    own_count, unbilled, with_month,
};
pub use lines::{Narrowed, changes, count as count_lines, line, lines};
pub use runs::{COLUMNS as RUN_COLUMNS, Run, latest as latest_run, run};
pub use statistics::{Cell, Dimension, Menu, Wanted, add_up, menu};
pub use sums::{shares, shares_of_month};
