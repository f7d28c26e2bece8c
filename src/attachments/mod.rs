//! Files that people attach to tickets and messages (spec 2, "Attachments") and to projects and
//! resource requests (spec 3).
//!
//! The content lies in [`Files`] under a name nobody can guess, the row says what it is and whose.
//! An attachment is *loose* until what carries it is sent; only then can others see it, and only
//! until then can its uploader remove it.

mod allowance;
pub mod commands;
mod content;
mod file_type;
mod files;
mod limits;
pub mod name;
mod opening;
pub mod queries;
mod sweep;
mod verify;

pub use file_type::FileType;
pub use files::Files;
pub use limits::Limits;
pub use opening::opened;
pub use queries::Attachment;
pub use sweep::sweep;
pub use verify::verify;

/// Bytes of one person on one day.
pub const A_DAY: i64 = 100 * 1024 * 1024;
