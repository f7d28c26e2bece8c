//! Forms as they arrive, whatever their encoding, and as they are drawn.

mod controls;
mod half_width;
mod multipart;
mod posted;

pub use controls::{Choice, Field, UploadedFile};
pub use half_width::half_width;
pub use multipart::FILE_LIMIT;
pub use posted::{Form, RawForm, TEXT_LIMIT, Upload};

pub use super::{
    errors::Errors,
    fields::{FieldReader, Fields, FromFields},
};
