//! What a certificate says of itself.

use chrono::{DateTime, Utc};
use x509_parser::{certificate::X509Certificate, prelude::FromDer, time::ASN1Time, x509::X509Name};

use super::report::{Tls, Trust};

/// Characters kept of a name.
const LONGEST_NAME: usize = 200;

/// The facts for a report; names are empty where the certificate can't be read.
pub fn facts(der: &[u8], versions: Vec<String>, trust: Trust) -> Tls {
    let Ok((_, certificate)) = X509Certificate::from_der(der) else {
        return Tls {
            versions,
            issuer: String::new(),
            subject: String::new(),
            valid_from: None,
            valid_until: None,
            trust,
        };
    };
    let validity = certificate.validity();
    Tls {
        versions,
        issuer: named(certificate.issuer()),
        subject: named(certificate.subject()),
        valid_from: time(validity.not_before),
        valid_until: time(validity.not_after),
        trust,
    }
}

/// The common name with the organisation, as people know authorities by; else all of it.
fn named(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().next().and_then(|part| part.as_str().ok());
    let organisation = name.iter_organization().next().and_then(|part| part.as_str().ok());
    let words = match (common, organisation) {
        (Some(common), Some(organisation)) => format!("{common} ({organisation})"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => name.to_string(),
    };
    words.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

fn time(at: ASN1Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.timestamp(), 0)
}
