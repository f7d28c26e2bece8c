//! Forms that ask for access: to the internet, to the government extranet, between tenants.

mod fields;
mod page;
mod preview;
mod reading;
mod way;

pub use fields::{check_lengths, differences, read, tidy};
pub use page::AccessPage;
pub use reading::{AccessRequest, Reading};
pub use way::Way;
