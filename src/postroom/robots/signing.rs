//! The signature of a post, as DingTalk asks for it: over the time and the secret, in the query of the address.

use anyhow::anyhow;
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use url::Url;

use crate::error::AppResult;

/// The address with the time and the signature put behind it.
///
/// # Errors
/// Never: a key of any length will do.
pub fn signed(mut url: Url, secret: &str, now: DateTime<Utc>) -> AppResult<Url> {
    let timestamp = now.timestamp_millis().to_string();
    let signature = signature(&timestamp, secret)?;
    url.query_pairs_mut().append_pair("timestamp", &timestamp).append_pair("sign", &signature);
    Ok(url)
}

fn signature(timestamp: &str, secret: &str) -> AppResult<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| anyhow!("a key of no length"))?;
    mac.update(format!("{timestamp}\n{secret}").as_bytes());
    Ok(BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_time_and_the_secret() {
        // As `printf '1577262236757\nSECthis is secret' | openssl dgst -sha256 -hmac 'SECthis is secret' -binary | base64` says.
        assert_eq!(
            signature("1577262236757", "SECthis is secret").unwrap(),
            "J2qBKLynGZv5uMXAkGgdbSkX8S8Dbkqw1VOS3Ie+DF0="
        );
        let url = Url::parse("https://oapi.dingtalk.com/robot/send?access_token=x").unwrap();
        let signed =
            signed(url, "SECthis is secret", DateTime::from_timestamp_millis(1_577_262_236_757).unwrap()).unwrap();
        assert!(
            signed
                .as_str()
                .starts_with("https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1577262236757&sign=")
        );
        assert!(!signed.query().unwrap().contains('+') && signed.as_str().ends_with("%3D"), "{signed}");
    }
}
