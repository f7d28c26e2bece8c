//! What a single-use link or a short-lived cookie carries.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// 244 random bits; the database knows only their hash.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    pub fn new() -> Self {
        Self(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()))
    }

    /// What stands in an address.
    pub fn read(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn reset_path(&self) -> String {
        format!("/password/reset/{}", self.0)
    }
}
