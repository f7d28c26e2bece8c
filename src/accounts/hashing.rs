//! Argon2id, away from the web's threads and never too much of it at once (spec 1, "Sign-in").

use std::{sync::LazyLock, thread::available_parallelism, time::Duration};

use actix_web::web;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::{sync::Semaphore, time::timeout};

use crate::error::{AppError, AppResult};

/// The least that ASVS 5.0 (appendix C) approves of Argon2id with three passes: 12 MiB, one lane. It holds that equal to
/// 19 MiB and two passes, which take half as long again. The lock-out and the throttle do the rest.
const PARAMS: Params = match Params::new(12 * 1024, 3, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("Argon2's parameters"),
};
/// Longer than any password we let anyone choose: nothing is hashed for it.
const LONGEST: usize = 1024;
/// As many at once as there are cores. More would only wait for each other, with 12 MiB and a thread each,
/// and a burst of sign-ins would leave no thread for other pages.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, usize::from)));
const PATIENCE: Duration = Duration::from_secs(5);

/// What stands where nobody has chosen a password yet: no hash, so that nothing matches it.
pub const NONE: &str = "!";

/// What nobody's password gives: compared with where there is no user, so that it takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash(&uuid::Uuid::new_v4().to_string()).ok());

/// The password as it is stored. Takes its time: in handlers use [`hash_in_turn`].
///
/// # Errors
/// When the system gives no salt.
pub fn hash(password: &str) -> AppResult<String> {
    let hash = hasher().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| AppError::Ours(anyhow::anyhow!("a password not hashed: {error}")))
}

/// [`hash`], when its turn comes.
///
/// # Errors
/// [`AppError::TryLater`] when too many are waiting.
pub async fn hash_in_turn(password: SecretString) -> AppResult<String> {
    in_turn(move || hash(password.expose_secret())).await?
}

/// Whether this is the password. Takes as long where there is none to compare with, or none was chosen yet.
///
/// # Errors
/// As [`hash_in_turn`].
pub async fn is_password(password: SecretString, stored: Option<String>) -> AppResult<bool> {
    let stored = stored.filter(|stored| stored != NONE);
    in_turn(move || {
        let compared = stored.as_ref().or(NOBODY.as_ref());
        compared.is_some_and(|compared| matches(&password, compared)) && stored.is_some()
    })
    .await
}

/// Whether it is one of these passwords.
///
/// # Errors
/// As [`hash_in_turn`].
pub async fn is_one_of(password: SecretString, stored: Vec<String>) -> AppResult<bool> {
    in_turn(move || stored.iter().any(|stored| matches(&password, stored))).await
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

fn matches(password: &SecretString, stored: &str) -> bool {
    let password = password.expose_secret().as_bytes();
    let password = if password.len() > LONGEST { &[] } else { password };
    PasswordHash::new(stored).is_ok_and(|stored| hasher().verify_password(password, &stored).is_ok())
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> AppResult<T> {
    let turn = timeout(PATIENCE, TURNS.acquire()).await;
    let Ok(Ok(_turn)) = turn else { return Err(AppError::TryLater) };
    Ok(web::block(work).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_and_no_other_is() -> AppResult<()> {
        let stored = hash("correct horse")?;
        assert!(stored.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"));
        assert!(matches(&"correct horse".into(), &stored));
        assert!(!matches(&"correct horsf".into(), &stored));
        Ok(())
    }

    #[test]
    fn what_is_no_hash_matches_nothing() {
        assert!(!matches(&"".into(), ""));
        assert!(!matches(&"x".into(), "x"));
        assert!(!matches(&NONE.into(), NONE));
    }
}
