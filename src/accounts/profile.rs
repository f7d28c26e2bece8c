//! What one says about oneself, checked.

use std::str::FromStr;

use lettre::Address;

use crate::{
    text::Text,
    web::{form::half_width, i18n::Lang},
};

/// 我的信息, as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub display_name: String,
    pub phone: String,
    pub email: String,
    pub language: Lang,
    pub mail: MailPreference,
}

/// When mail about what one only watches is sent (spec 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailPreference {
    AtOnce,
    Digest,
    PortalOnly,
}

impl MailPreference {
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Digest, Self::PortalOnly];

    pub fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Digest => "digest",
            Self::PortalOnly => "portal_only",
        }
    }

    pub fn label(self) -> Text {
        Text::new(match self {
            Self::AtOnce => "account-mail-at-once",
            Self::Digest => "account-mail-digest",
            Self::PortalOnly => "account-mail-portal-only",
        })
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preference| preference.code() == code)
    }
}

const NAME_LENGTH: usize = 80;

/// # Errors
/// What is wrong with the name.
pub fn display_name(typed: &str) -> Result<String, Text> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Text::new("account-display-name-missing")),
        length if length > NAME_LENGTH => {
            Err(Text::new("account-display-name-too-long").with("max", NAME_LENGTH).with("count", length))
        }
        _ if name.contains(|c: char| c.is_control() || turns_text(c)) => {
            Err(Text::new("account-display-name-unreadable"))
        }
        _ => Ok(name),
    }
}

/// Marks of direction are invisible, and turn about what is read beside them.
#[must_use]
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A mobile or a landline number of the mainland, however it was typed; empty stays empty.
///
/// # Errors
/// What a number looks like.
pub fn phone(typed: &str) -> Result<String, Text> {
    let plain: String = typed.chars().map(plain).filter(|c| !matches!(c, ' ' | '(' | ')' | '.')).collect();
    if plain.is_empty() {
        return Ok(plain);
    }
    let domestic = ["+86-", "+86", "0086-", "0086", "86-"].iter().find_map(|code| plain.strip_prefix(code));
    let number = domestic.unwrap_or(&plain);
    mobile(number)
        .or_else(|| landline(number, domestic.is_some()))
        .or_else(|| service(number))
        .ok_or_else(|| Text::new("account-phone-unknown"))
}

fn plain(c: char) -> char {
    match half_width(c) {
        // Dashes of all kinds, and what people write before an extension.
        '—' | '–' | '‐' | '‑' | '−' | '/' | '转' | '轉' | 'x' | 'X' | '#' | ',' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn mobile(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(|c| *c != '-').collect();
    let fits = digits.len() == 11
        && all_digits(&digits)
        && digits.starts_with('1')
        && matches!(digits.as_bytes()[1], b'3'..=b'9');
    fits.then_some(digits)
}

/// `027-87235100`, with an extension `027-87235100-801`.
fn landline(number: &str, abroad: bool) -> Option<String> {
    let with_zero = if abroad && !number.starts_with('0') { format!("0{number}") } else { number.to_owned() };
    let mut parts: Vec<&str> = with_zero.split('-').filter(|part| !part.is_empty()).collect();
    // Beijing's 010 and 02x are short; all other area codes have four digits.
    let area_length = if with_zero.starts_with("010") || with_zero.starts_with("02") { 3 } else { 4 };
    let first = *parts.first()?;
    if first.is_char_boundary(area_length) && first.len() > area_length {
        parts.splice(0..1, [&first[..area_length], &first[area_length..]]);
    }
    let (area, local, extension) = match parts.as_slice() {
        [area, local] => (*area, *local, None),
        [area, local, extension] => (*area, *local, Some(*extension)),
        _ => return None,
    };
    let fits = area.len() == area_length
        && area.starts_with('0')
        && (7..=8).contains(&local.len())
        && !local.starts_with('0')
        && extension.is_none_or(|extension| (1..=6).contains(&extension.len()))
        && all_digits(&parts.concat());
    let extension = extension.map(|extension| format!("-{extension}")).unwrap_or_default();
    fits.then(|| format!("{area}-{local}{extension}"))
}

/// `400-123-4567`
fn service(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(|c| *c != '-').collect();
    let fits = digits.len() == 10 && all_digits(&digits) && (digits.starts_with("400") || digits.starts_with("800"));
    fits.then(|| format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An address that mail can be sent to.
///
/// # Errors
/// What is wrong with it.
pub fn email(typed: &str) -> Result<String, Text> {
    let address = typed.trim().replace('＠', "@").replace('。', ".");
    if address.is_empty() {
        return Err(Text::new("account-email-missing"));
    }
    let has_domain = address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    // Not every server takes addresses beyond ASCII; lettre refuses line breaks and the like.
    let fits = address.is_ascii() && address.len() <= 254 && has_domain && Address::from_str(&address).is_ok();
    if fits { Ok(address) } else { Err(Text::new("account-email-malformed")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_taken_however_they_are_typed() {
        let numbers = [
            ("13871234567", "13871234567"),
            ("138 7123 4567", "13871234567"),
            ("+86 138-7123-4567", "13871234567"),
            ("１３８７１２３４５６７", "13871234567"),
            ("027-87235100", "027-87235100"),
            ("02787235100", "027-87235100"),
            ("(027)87235100", "027-87235100"),
            ("（027） 8723 5100", "027-87235100"),
            ("027—87235100转801", "027-87235100-801"),
            ("+86 27 87235100", "027-87235100"),
            ("0714-6351234", "0714-6351234"),
            ("07146351234", "0714-6351234"),
            ("010 66001234", "010-66001234"),
            ("400 123 4567", "400-123-4567"),
            ("", ""),
        ];
        for (typed, stored) in numbers {
            assert_eq!(phone(typed), Ok(stored.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_phone_number_is_refused() {
        for typed in
            ["12345", "23871234567", "12871234567", "1387123456", "87235100", "027-872351", "张三", "1387123456a"]
        {
            assert_eq!(phone(typed), Err(Text::new("account-phone-unknown")), "{typed}");
        }
    }

    #[test]
    fn mail_addresses_are_checked_and_cannot_carry_headers() {
        assert_eq!(email(" chen.jing＠hubei.gov.cn "), Ok("chen.jing@hubei.gov.cn".to_owned()));
        for typed in
            ["chen", "chen@", "@gov.cn", "chen@gov", "a b@gov.cn", "a@gov.cn\nBcc: b@gov.cn", "陈@gov.cn", "<a@gov.cn>"]
        {
            assert_eq!(email(typed), Err(Text::new("account-email-malformed")), "{typed}");
        }
    }

    #[test]
    fn names_are_put_on_one_line() {
        assert_eq!(display_name("  陈\n静 "), Ok("陈 静".to_owned()));
        assert_eq!(display_name(" \u{3000}"), Err(Text::new("account-display-name-missing")));
        assert_eq!(display_name("陈\u{202e}静"), Err(Text::new("account-display-name-unreadable")));
        assert_eq!(display_name("陈\u{7}静"), Err(Text::new("account-display-name-unreadable")));
        assert!(display_name(&"陈".repeat(81)).is_err());
    }
}
