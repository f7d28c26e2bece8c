//! Files that people attach to tickets and messages (spec 2, "Attachments").
//!
//! The content lies in [`Files`] under a name nobody can guess, the row says what it is and whose.
//! An attachment is *loose* until what carries it is sent; only then can others see it, and only
//! until then can its uploader remove it.

mod allowance;
pub mod commands;
mod content;
mod file_type;
mod files;
pub mod name;
pub mod queries;
mod sweep;
mod verify;

pub use file_type::FileType;
pub use files::Files;
pub use queries::Attachment;
pub use sweep::sweep;
pub use verify::verify;

/// Files of one message or form.
pub const AT_ONCE: usize = 5;
/// Bytes of one file.
pub const SIZE: usize = crate::web::form::FILE_LIMIT;
/// Bytes of one person on one day.
pub const A_DAY: i64 = 100 * 1024 * 1024;
