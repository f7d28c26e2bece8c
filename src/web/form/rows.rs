//! Rows of a form, which change without scripts too: its buttons post what is to be done.

/// Numbers count from 1; a number without a row does nothing.
pub trait Rows {
    fn add_row(&mut self);

    /// That row once more below itself.
    fn copy_row(&mut self, number: usize);

    fn remove_row(&mut self, number: usize);
}
