//! How a request comes to be (spec 3, "Single request", "Changing").
//!
//! Words: what somebody types is the *form*, strings and nothing decided; the *desk* is what is known when it is read;
//! what it says once nothing is refused is a *submission*.

mod asked;
mod desk;
mod form;
mod press;
mod reading;

pub use asked::{AT_ITEMS, Asked, ITEMS, Pick, room_for};
pub use desk::{Desk, Named};
pub use form::{ATTACHMENTS, REMARKS, RequestForm, UPLOADED, USERS, UserRow};
pub use press::Pressed;
pub use reading::{RequestItem, RequestUser, Submission, base, read};

use super::{kind::Kind, model::path_of};

/// Under what the form's text is kept while it is typed: its address.
#[must_use]
pub fn kept_at(number: Option<&str>, kind: Kind) -> String {
    number.map_or_else(|| kind.path_of_new(), |number| format!("{}/edit", path_of(number)))
}
