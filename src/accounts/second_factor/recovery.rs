//! Codes to write down, each of which stands in for a one-time code once.

use anyhow::anyhow;
use sha2::{Digest, Sha256};

use crate::error::AppResult;

/// Thirty-two signs of which none looks like another.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Eighty bits: nobody finds one by its hash.
const LENGTH: usize = 16;

/// As it is kept: `abcd-efgh-jkmn-pqrs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> AppResult<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
        Ok(Self(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()))
    }

    /// However it was grouped.
    pub fn parse(signs: &str) -> Option<Self> {
        let is_one = signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign));
        is_one.then(|| Self(signs.to_owned()))
    }

    /// In fours, to be written down.
    pub fn grouped(&self) -> String {
        let signs: Vec<char> = self.0.chars().collect();
        signs.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
    }

    /// What is stored of it. Two people's same code has two hashes.
    pub fn hash(&self, user: i64) -> Vec<u8> {
        Sha256::new().chain_update(user.to_be_bytes()).chain_update(self.0.as_bytes()).finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_down() {
        let code = RecoveryCode::new().unwrap();
        assert_eq!(code.grouped().len(), LENGTH + 3);
        assert_eq!(RecoveryCode::parse(&code.grouped().replace('-', "")), Some(code.clone()));
        assert_ne!(code, RecoveryCode::new().unwrap());
        assert_ne!(code.hash(1), code.hash(2));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in
            ["", "abcdefghijkmnpq", "abcdefghijkmnpqrs", "abcdefghijkmnpql", "ABCDEFGHIJKMNPQR", "abcdefghijkmnpqé"]
        {
            assert_eq!(RecoveryCode::parse(typed), None, "{typed}");
        }
    }
}
