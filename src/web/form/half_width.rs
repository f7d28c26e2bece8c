/// The ASCII twin of a full-width form, `U+FF01` to `U+FF5E`: Chinese input methods leave digits,
/// signs and letters so (spec 0, "Forgiving input, strict data").
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}
