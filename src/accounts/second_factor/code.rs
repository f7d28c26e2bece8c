//! What is typed where a code is asked for.

use super::recovery::RecoveryCode;
use crate::{text::Text, web::form::half_width};

/// A code of either kind, not yet looked at whether it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    OneTime(String),
    Recovery(RecoveryCode),
}

/// Spaces, hyphens, case and full-width signs don't count.
///
/// # Errors
/// For what can be neither kind of code.
pub fn code(typed: &str) -> Result<Code, Text> {
    let plain = plain(typed)?;
    let digits = one_time(&plain);
    let code = digits.or_else(|| RecoveryCode::parse(&plain).map(Code::Recovery));
    code.ok_or_else(|| Text::new("account-code-malformed"))
}

/// The same where only an app's code will do.
///
/// # Errors
/// For what can be no such code.
pub fn app_code(typed: &str) -> Result<Code, Text> {
    one_time(&plain(typed)?).ok_or_else(|| Text::new("account-totp-code-malformed"))
}

fn plain(typed: &str) -> Result<String, Text> {
    let signs = typed.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '–'));
    let plain: String = signs.map(|c| c.to_ascii_lowercase()).collect();
    if plain.is_empty() { Err(Text::new("account-code-missing")) } else { Ok(plain) }
}

fn one_time(plain: &str) -> Option<Code> {
    let is_one = plain.len() == 6 && plain.bytes().all(|digit| digit.is_ascii_digit());
    is_one.then(|| Code::OneTime(plain.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["287082", " 287 082 ", "２８７０８２", "287-082", "\u{3000}287082"] {
            assert_eq!(code(typed), Ok(Code::OneTime("287082".to_owned())), "{typed}");
            assert_eq!(app_code(typed), code(typed), "{typed}");
        }
        let written = RecoveryCode::parse("abcdefghijkmnpqr").map(Code::Recovery);
        for typed in ["abcd-efgh-ijkm-npqr", "ABCD EFGH IJKM NPQR", "abcdefghijkmnpqr", "abcd—efgh—ijkm—npqr"] {
            assert_eq!(code(typed).ok(), written, "{typed}");
            assert_eq!(app_code(typed), Err(Text::new("account-totp-code-malformed")), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_said_to_be_none() {
        assert_eq!(code(" - "), Err(Text::new("account-code-missing")));
        for typed in ["28708", "2870821", "28708x", "abcd-efgh", "验证码"] {
            assert_eq!(code(typed), Err(Text::new("account-code-malformed")), "{typed}");
        }
    }
}
