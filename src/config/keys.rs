//! The installation's secret, and the keys made of it.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::{Context, bail};
use hkdf::Hkdf;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha512;
use uuid::Uuid;

use super::Settings;

/// Keys for different uses, all derived from the one secret of the installation.
#[derive(Clone)]
pub struct Keys {
    secret: SecretString,
}

impl Keys {
    #[must_use]
    pub fn new(secret: SecretString) -> Self {
        Self { secret }
    }

    /// The configured secret, or the one kept in the data folder, made at the first start.
    ///
    /// # Errors
    /// When the secret is too short, or the file can't be read or made.
    pub fn of(settings: &Settings) -> anyhow::Result<Self> {
        if let Some(secret) = &settings.secret {
            if secret.expose_secret().len() < 32 {
                bail!("setting secret: at least 32 characters are needed");
            }
            return Ok(Self::new(secret.clone()));
        }
        let file = settings.data.join("secret");
        if !file.exists() {
            fs::create_dir_all(&settings.data)?;
            keep_secret(&file, &new_secret())?;
        }
        Ok(Self::new(fs::read_to_string(&file).context("the data folder's secret")?.into()))
    }

    /// 64 bytes that nothing but `purpose` uses.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 64] {
        let mut key = [0; 64];
        // HKDF gives up to 255 hashes, and this is one.
        let _ = Hkdf::<Sha512>::new(None, self.secret.expose_secret().as_bytes()).expand(purpose.as_bytes(), &mut key);
        key
    }
}

fn new_secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// Readable by this account alone, and whole or not there.
fn keep_secret(file: &Path, secret: &str) -> anyhow::Result<()> {
    let fresh = file.with_extension(Uuid::new_v4().simple().to_string());
    let mut out = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&fresh)?;
    out.write_all(secret.as_bytes())?;
    out.sync_all()?;
    // Two processes may start at once: the first one's secret stays.
    let linked = fs::hard_link(&fresh, file);
    fs::remove_file(&fresh)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_differ_by_purpose_and_by_secret() {
        let key = |secret: &str, purpose: &str| Keys::new(secret.to_owned().into()).derive(purpose);
        assert_eq!(key("one", "session"), key("one", "session"));
        assert_ne!(key("one", "session"), key("one", "ticket-messages"));
        assert_ne!(key("one", "session"), key("two", "session"));
        assert_ne!(key("one", "session"), [0; 64]);
    }
}
