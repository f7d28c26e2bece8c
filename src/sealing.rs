//! Secrets at rest: sealed with a key derived from the installation's secret, so that who reads the
//! database, a backup or a log learns nothing.

use anyhow::anyhow;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, KeyInit, Payload},
};

use crate::{config::Keys, error::AppResult};

/// How what follows it was sealed, so that another way can come beside this one.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const KEY: usize = 32;

/// Seals and opens for one purpose.
pub struct Sealer {
    cipher: XChaCha20Poly1305,
}

impl Sealer {
    #[must_use]
    pub fn new(keys: &Keys, purpose: &str) -> Self {
        let mut key = [0; KEY];
        key.copy_from_slice(&keys.derive(purpose)[..KEY]);
        Self { cipher: XChaCha20Poly1305::new(&key.into()) }
    }

    /// Version, nonce and ciphertext. Only under the same `belongs_to` can it be opened: a row copied to
    /// another record stays shut.
    ///
    /// # Errors
    /// For texts longer than the cipher can take (256 GiB).
    pub fn seal(&self, text: &str, belongs_to: &str) -> AppResult<Vec<u8>> {
        let nonce = XNonce::generate();
        let payload = Payload { msg: text.as_bytes(), aad: belongs_to.as_bytes() };
        let sealed = self.cipher.encrypt(&nonce, payload).map_err(|_| anyhow!("a secret can't be sealed"))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// # Errors
    /// When it was sealed with another key or for another record, or was changed.
    pub fn open(&self, sealed: &[u8], belongs_to: &str) -> AppResult<String> {
        let shut = || anyhow!("a secret can't be opened: was the installation's secret changed?");
        let sealed = sealed.strip_prefix(&[VERSION]).ok_or_else(shut)?;
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(shut)?;
        let payload = Payload { msg: sealed, aad: belongs_to.as_bytes() };
        let text = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| shut())?;
        Ok(String::from_utf8(text).map_err(|_| shut())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(secret: &str) -> Sealer {
        Sealer::new(&Keys::new(secret.to_owned().into()), "ticket-messages")
    }

    #[test]
    fn a_secret_is_opened_with_its_own_key_for_its_own_record_alone() {
        let sealed = sealer("one").seal("账号 root", "GD1").unwrap();
        assert_eq!(sealer("one").open(&sealed, "GD1").unwrap(), "账号 root");
        assert!(sealer("two").open(&sealed, "GD1").is_err());
        assert!(sealer("one").open(&sealed, "GD2").is_err());
        assert!(sealer("one").open(&sealed[..20], "GD1").is_err());
        assert!(sealer("one").open(&[&[2], &sealed[1..]].concat(), "GD1").is_err(), "of a way not known yet");
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        assert_ne!(sealer("one").seal("x", "GD1").unwrap(), sealer("one").seal("x", "GD1").unwrap());
    }
}
