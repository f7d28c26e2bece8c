//! How a request comes to be (spec 3, "Single request", "Changing").
//!
//! Words: what somebody types is the *form*, strings and nothing decided; the *desk* is what is known when it is read;
//! what it says once nothing is refused is a *submission*.

mod desk;
mod form;
mod press;
mod reading;

pub use desk::{Desk, Named};
pub use form::{ATTACHMENTS, REMARKS, RequestForm, UPLOADED, USERS, UserRow};
pub use press::Pressed;
pub use reading::{RequestUser, Submission, read};

use super::model::path_of;
use crate::catalogue::product::Product;

/// Under what the form's text is kept while it is typed: its address.
#[must_use]
pub fn kept_at(number: Option<&str>, product: Product) -> String {
    match number {
        Some(number) => format!("{}/edit", path_of(number)),
        None => format!("/resources/apply/{}", product.code()),
    }
}
