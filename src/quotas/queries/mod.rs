//! Reads of quotas.

mod balances;
mod ledger;
mod requests;
mod shortfall;
mod tree;

pub use super::request::RECORD_KIND;
pub use balances::{all_of, measures, of_department, parent_of, root, seat_of};
pub use ledger::{Change, Narrowed, count_changes, course, ledger};
pub use requests::{Whose, by_id, count, decided_by, file, find, find_file, lock, number_of, page, rows};
pub use shortfall::{Outlook, Shortfall, short_of};
pub use tree::{Node, subtree};
