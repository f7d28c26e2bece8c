//! Accounts: signing in and out, one's own data, passwords and sessions, and who may do what (spec 1).
//!
//! | word | means |
//! |---|---|
//! | account | a user as their own commands know it, with its password's hash |
//! | attempt | one try to get in, counted by name and by address |
//! | locked | closed for a while after failures; disabled is for good, until an administrator says otherwise |
//! | second factor | one-time codes of an app (TOTP), beside the password |
//! | recovery code | one of ten, which stands in for a one-time code once |
//! | half-way in | the password was right, the code is still to come |
//! | reset | a single-use link to choose a password without knowing the old one |

mod account;
mod attempts;
mod browser;
pub mod commands;
mod form;
pub mod hashing;
pub mod model;
mod pages;
mod password;
mod profile;
pub mod queries;
pub mod second_factor;
mod token;
mod username;

use crate::{policy::Action, web::Site};

pub fn routes(site: &mut Site) {
    use pages::{code, forgotten, language, me, password, permissions, reset, sessions, shortcuts, sign_in, totp};

    site.get("/login", Action::SignIn, sign_in::show);
    site.post("/login", Action::SignIn, sign_in::submit);
    site.get("/login/totp", Action::SignIn, code::show);
    site.post("/login/totp", Action::SignIn, code::submit);
    site.post("/logout", Action::SignIn, sign_in::sign_out);
    site.get("/password/forgotten", Action::SignIn, forgotten::show);
    site.post("/password/forgotten", Action::SignIn, forgotten::submit);
    site.get("/password/reset/{token}", Action::SignIn, reset::show);
    site.post("/password/reset/{token}", Action::SignIn, reset::submit);

    site.get("/me", Action::EditOwnProfile, me::show);
    site.post("/me", Action::EditOwnProfile, me::submit);
    // Open to visitors too: a cookie remembers their choice.
    site.post("/me/language", Action::SignIn, language::choose);
    site.get("/me/password", Action::EditOwnProfile, password::show);
    site.post("/me/password", Action::EditOwnProfile, password::submit);
    site.get("/me/sessions", Action::EditOwnProfile, sessions::show);
    site.post("/me/sessions/revoke-others", Action::EditOwnProfile, sessions::revoke_others);
    site.post_record("/me/sessions/{id}/revoke", Action::EditOwnProfile, sessions::revoke);
    site.get("/me/totp", Action::EditOwnProfile, totp::show);
    site.post("/me/totp/begin", Action::EditOwnProfile, totp::begin);
    site.post("/me/totp/enable", Action::EditOwnProfile, totp::enable);
    site.get("/me/totp/codes.txt", Action::EditOwnProfile, totp::codes);
    site.post("/me/totp/put-away", Action::EditOwnProfile, totp::put_away);
    site.post("/me/totp/renew", Action::EditOwnProfile, totp::renew);
    site.post("/me/totp/disable", Action::EditOwnProfile, totp::disable);
    site.get("/me/shortcuts", Action::EditOwnProfile, shortcuts::show);
    site.post("/me/shortcuts", Action::EditOwnProfile, shortcuts::switch);
    site.get("/permissions", Action::ViewPermissions, permissions::show);
}
