//! Forms that map ports: to the internet or to the government extranet.

mod fields;
mod page;
mod reading;
mod row_reading;
mod row_views;
mod rows;
mod side;

pub use fields::{check_lengths, check_rows, differences, read, tidy};
pub use page::MappingPage;
pub use reading::{MappingRequest, Reading};
pub use rows::take_pasted;
pub use side::Side;
