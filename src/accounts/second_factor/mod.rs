//! The second factor of signing in: one-time codes (TOTP, RFC 6238), and recovery codes for when the
//! device that shows them is lost (spec 1, "Sign-in").

mod code;
mod factor;
pub mod half_way;
mod qr;
mod recovery;
mod secret;

pub use code::{Code, app_code, code};
pub use factor::{CODES, Factor, Seals, Spent, codes_left, find, lock, renew_codes, spend};
pub use qr::Qr;
pub use recovery::RecoveryCode;
pub use secret::Secret;
