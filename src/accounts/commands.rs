//! What happens to accounts, each inside one transaction.

mod code;
mod first_admin;
mod password;
mod profile;
mod reset;
mod second_factor;
mod sessions;
mod shortcuts;
mod sign_in;

pub use code::{CodeAttempt, Given, begin_code, begin_own_code, conclude_code, conclude_own_code};
pub use first_admin::create_first_admin;
pub use password::{REMEMBERED, change_password};
pub use profile::{bid_address_farewell, lock_own_account, speak, update_profile};
pub use reset::{Newcomer, ask_for_reset, count_account_request, invite, mail_link, reset_password};
pub use second_factor::{
    begin_second_factor, disable_second_factor, enable_second_factor, put_codes_away, renew_recovery_codes,
    reset_second_factor,
};
pub use sessions::{end_session, end_sessions, revoke_other_sessions, revoke_session};
pub use shortcuts::switch_shortcuts;
pub use sign_in::{
    Admission, Arrival, Candidate, PASSWORD_DAYS, Verdict, begin_sign_in, conclude_check, conclude_sign_in, sign_out,
};

/// A password as it is stored.
pub use super::hashing::hash as hash_password;
