//! Forms as they arrive, whatever their encoding, and as they are drawn.

mod cells;
mod changes;
mod contact;
mod controls;
mod draft;
mod half_width;
mod line;
mod moment;
mod multipart;
mod posted;
mod press;
mod rows;
mod tidy;

pub use cells::cells;
pub use changes::{Change, Changes};
pub use contact::{email, phone};
pub use controls::{Choice, Field, UploadedFile};
pub use draft::Draft;
pub use half_width::half_width;
pub use line::one_line;
pub use moment::{local, moment};
pub use posted::{Form, RawForm, TEXT_LIMIT, Upload};
pub use press::Press;
pub use rows::Rows;
pub use tidy::{at_most, tidied};

pub use super::{
    errors::Errors,
    fields::{FieldReader, Fields, FromFields},
};
