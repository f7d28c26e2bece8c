//! How somebody is reached: numbers that can be dialled, and addresses that can be written to.

use validator::ValidateEmail;

use super::half_width;
use crate::text::Text;

/// Landline or mobile, with country code and extension as people write them.
///
/// # Errors
/// Says what is missing or wrong.
pub fn phone(typed: &str) -> Result<String, Text> {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { half_width(c) };
    let number: String = typed.trim().chars().map(plain).collect();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let written_so = number.chars().all(|c| c.is_ascii_digit() || "+-() 转".contains(c));
    match number.as_str() {
        "" => Err("ticket-contact-phone-missing".into()),
        _ if written_so && (5..=20).contains(&digits) && number.chars().count() <= 32 => Ok(number),
        _ => Err("ticket-contact-phone-wrong".into()),
    }
}

/// # Errors
/// Says what is missing or wrong.
pub fn email(typed: &str) -> Result<String, Text> {
    let address: String = typed.trim().chars().map(half_width).collect();
    match address.as_str() {
        "" => Err("ticket-contact-email-missing".into()),
        _ if address.validate_email() && address.len() <= 254 => Ok(address),
        _ => Err("ticket-contact-email-wrong".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them_can_be_dialled() {
        for good in ["13971234567", "027-8723 4567", "+86 (27) 87234567", "87234567转802"] {
            assert_eq!(phone(good), Ok(good.to_owned()));
        }
        assert_eq!(phone("０２７－８７２３４５６７"), Ok("027-87234567".to_owned()));
        assert_eq!(phone("\u{a0}139\u{a0}7123\t4567\r\n"), Ok("139 7123 4567".to_owned()));
        for bad in ["", "1234", "139712345678901234567890", "call me"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_needs_both_of_its_sides() {
        assert!(email("zhang@yjt.hubei.gov.cn").is_ok());
        assert_eq!(email("zhang＠yjt.hubei.gov.cn"), Ok("zhang@yjt.hubei.gov.cn".to_owned()));
        for bad in ["", "zhang", "@yjt.cn", "zhang@", "a@b.cn\nBcc: x@y.z"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
