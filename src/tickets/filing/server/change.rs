//! `server-change` 服务器变更 (spec 2, "Servers").

mod fields;
mod page;
mod reading;

pub use fields::{check_lengths, differences, read, tidy};
pub use page::ChangePage;
pub use reading::reading_of;
