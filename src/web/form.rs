//! Forms as they arrive, whatever their encoding, and as they are drawn.

mod changes;
mod controls;
mod draft;
mod half_width;
mod multipart;
mod posted;

pub use changes::{Change, Changes};
pub use controls::{Choice, Field, UploadedFile};
pub use draft::Draft;
pub use half_width::half_width;
pub use posted::{Form, RawForm, TEXT_LIMIT, Upload};

pub use super::{
    errors::Errors,
    fields::{FieldReader, Fields, FromFields},
};
