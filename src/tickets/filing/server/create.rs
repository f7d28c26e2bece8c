//! `server-create` 服务器新增 (spec 2, "Servers").

mod fields;
mod page;
mod reading;

pub use fields::{check_lengths, differences, offer, read, tidy};
pub use page::CreatePage;
pub use reading::reading_of;
