//! What happens to accounts, each inside one transaction.

mod first_admin;
mod password;
mod profile;
mod reset;
mod sessions;
mod shortcuts;
mod sign_in;

pub use first_admin::create_first_admin;
pub use password::{REMEMBERED, change_password};
pub use profile::{lock_own_account, speak, update_profile};
pub use reset::{ask_for_reset, reset_password};
pub use sessions::{revoke_other_sessions, revoke_session};
pub use shortcuts::switch_shortcuts;
pub use sign_in::{
    Arrival, Candidate, PASSWORD_DAYS, Verdict, begin_sign_in, conclude_check, conclude_sign_in, sign_out,
};

/// A password as it is stored.
pub use super::hashing::hash as hash_password;
