//! What other rooms know of accounts: how what is said of them is read, and what stands where nothing is.

pub use super::{
    account::RECORD_KIND,
    browser::in_words as browser_in_words,
    hashing::NONE as NO_PASSWORD,
    profile::{display_name, email, phone, turns_text},
    username::Username,
};
