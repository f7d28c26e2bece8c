//! What was acknowledged is there, and nothing is there by halves, whatever happens to the processes,
//! the database, the disks, the mail server and the line. Each fault is tried briefly in every run, and
//! at length with `script/test --long`.

mod clients;
mod database;
mod disks;
mod filing;
mod killed;
mod mail;
mod races;
mod side_by_side;
mod stopping;

use crate::support::is_long;

/// The smaller number in every run, the larger one at length.
fn briefly_or(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}
