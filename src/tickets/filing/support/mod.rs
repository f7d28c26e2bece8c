//! The form of a question or a fault.

mod fields;
mod page;
mod reading;

pub use fields::{check_lengths, differences, read, tidy};
pub use page::SupportPage;
pub use reading::Reading;
