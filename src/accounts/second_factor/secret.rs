//! What an authenticator app and the portal share.

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Builder, Secret as Bytes, Totp};

use crate::error::{AppError, AppResult};

/// What apps show beside the username.
const ISSUER: &str = "Yunwu";
/// As RFC 4226 recommends.
const LENGTH: usize = 20;

/// Six digits each thirty seconds by SHA-1: what every app understands. Kept as Base32, as people type it.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> AppResult<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
        Ok(Self(Bytes::new_stack(bytes).to_base32().into()))
    }

    /// As it was kept.
    pub fn read(base32: String) -> Self {
        Self(base32.into())
    }

    /// To be kept, sealed.
    pub fn base32(&self) -> &str {
        self.0.expose_secret()
    }

    /// In fours, for who types it.
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.base32().chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    /// What the QR code says.
    ///
    /// # Errors
    /// When it isn't what was kept.
    pub fn address(&self, username: &str) -> AppResult<String> {
        self.totp(username)?.to_url().map_err(broken)
    }

    /// The step whose code this is: the current one, or one before or after it for clocks that differ.
    ///
    /// # Errors
    /// When it isn't what was kept.
    pub fn step_of(&self, digits: &str, now: DateTime<Utc>) -> AppResult<Option<i64>> {
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let step = self.totp("")?.check(digits, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    fn totp(&self, username: &str) -> AppResult<Totp> {
        let bytes = Bytes::try_from_base32(self.base32()).map_err(broken)?;
        let totp = Builder::new().with_secret(bytes).with_issuer(Some(ISSUER)).with_account_name(username);
        totp.build().map_err(broken)
    }
}

/// Without saying of what.
fn broken(_: impl Sized) -> AppError {
    AppError::Ours(anyhow!("a second factor's secret can't be used"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's examples: "12345678901234567890".
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn rfc() -> Secret {
        Secret::read(RFC.to_owned())
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, digits) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(rfc().step_of(digits, at(seconds)).unwrap(), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_holds_for_its_own_step_and_the_ones_beside_it() {
        // "081804" is the code of the step from 1111111080 to 1111111109.
        let begins = 1_111_111_080;
        for (seconds, holds) in [
            (begins - 31, false),
            (begins - 30, true),
            (begins - 1, true),
            (begins, true),
            (begins + 29, true),
            (begins + 30, true),
            (begins + 59, true),
            (begins + 60, false),
        ] {
            let step = rfc().step_of("081804", at(seconds)).unwrap();
            assert_eq!(step, holds.then_some(begins / 30), "{}", seconds - begins);
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in ["", "28708", "2870820", "28708a", "２８７０８２", "-87082", "+87082"] {
            assert_eq!(rfc().step_of(typed, at(59)).unwrap(), None, "{typed}");
        }
        assert!(Secret::read("not base32!".to_owned()).step_of("287082", at(59)).is_err());
    }

    #[test]
    fn every_secret_is_another_and_apps_are_told_whose_it_is() {
        let (one, two) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one.base32(), two.base32());
        assert_eq!((one.base32().len(), one.grouped().len()), (32, 39));
        let address = rfc().address("yj.user").unwrap();
        assert_eq!(address, format!("otpauth://totp/Yunwu:yj.user?secret={RFC}&issuer=Yunwu"));
    }
}
