//! A QR code as a drawing: an image's address would have to hold the secret.

use std::fmt::Write as _;

use anyhow::anyhow;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::error::AppResult;

/// The white around it that readers need.
const MARGIN: i32 = 4;

/// What an SVG is drawn with.
#[derive(Clone, Debug)]
pub struct Qr {
    pub view: String,
    pub path: String,
}

impl Qr {
    /// # Errors
    /// When it is more than a QR code can hold.
    pub fn of(text: &str) -> AppResult<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| anyhow!("too long for a QR code"))?;
        let (size, around) = (code.size(), code.size() + 2 * MARGIN);
        let mut path = String::new();
        for y in 0..size {
            for x in (0..size).filter(|x| code.get_module(*x, y)) {
                // Writing to a String can't fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self { view: format!("-{MARGIN} -{MARGIN} {around} {around}"), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_its_corners_and_white_around_it() {
        let qr = Qr::of("otpauth://totp/Yunwu:yj.user").unwrap();
        assert!(qr.view.starts_with("-4 -4 "));
        // The upper edge of the mark in the first corner.
        let corner: String = (0..7).map(|x| format!("M{x} 0h1v1h-1z")).collect();
        assert!(qr.path.starts_with(&corner));
        assert!(Qr::of(&"x".repeat(4000)).is_err());
    }
}
