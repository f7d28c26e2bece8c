//! Accounts: signing in and out, one's own data, passwords and sessions, and who may do what (spec 1).
//!
//! | word | means |
//! |---|---|
//! | account | a user as their own commands know it, with its password's hash |
//! | attempt | one try to get in, counted by name and by address |
//! | locked | closed for a while after failures; disabled is for good, until an administrator says otherwise |
//! | reset | a single-use link to choose a password without knowing the old one |

mod account;
mod attempts;
mod browser;
pub mod commands;
mod form;
pub mod hashing;
mod own_path;
mod pages;
pub mod queries;
mod username;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    use pages::{language, sign_in};

    site.get("/login", Action::SignIn, sign_in::show);
    site.post("/login", Action::SignIn, sign_in::submit);
    site.post("/logout", Action::SignIn, sign_in::sign_out);
    // Open to visitors too: a cookie remembers their choice.
    site.post("/me/language", Action::SignIn, language::choose);
}
