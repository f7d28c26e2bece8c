//! What happens to accounts, each inside one transaction.

mod profile;
mod sign_in;

pub use profile::speak;
pub use sign_in::{Arrival, Candidate, begin_sign_in, conclude_sign_in, sign_out};
