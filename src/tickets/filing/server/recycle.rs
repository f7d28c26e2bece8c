//! `server-recycle` 服务器回收 (spec 2, "Servers").

mod fields;
mod page;
mod reading;

pub use fields::{check_lengths, differences, read, tidy};
pub use page::{LeadingView, RecyclePage};
pub use reading::reading_of;
