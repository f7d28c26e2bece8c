//! The address at which a mapped service is used (spec 2, `access_url`).

use std::{fmt, net::IpAddr};

use serde::Serialize;
use url::{Host, Url};

use super::{
    normalise::refuse,
    reserved::{is_public, is_public_name},
};
use crate::{text::Text, web::form::half_width};

/// Characters an access URL may have.
pub const MAX_LENGTH: usize = 2_000;

/// An http(s) URL on a host of the open network, as it was typed; its port and host need not be the row's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct AccessUrl(String);

impl AccessUrl {
    pub fn parse(typed: &str) -> Result<Self, Text> {
        let typed = &as_typed_in_half_width(typed.trim());
        if typed.is_empty() {
            return Err("network-url-missing".into());
        }
        if typed.chars().count() > MAX_LENGTH {
            return Err(Text::new("network-url-too-long").with("limit", MAX_LENGTH));
        }
        require_scheme(typed)?;
        let url = strictly(typed).ok_or_else(|| refuse("network-url-invalid", typed))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("network-url-credentials".into());
        }
        match url.host() {
            Some(host) if is_open(&host) => Ok(Self(typed.to_owned())),
            Some(host) => Err(Text::new("network-url-private").with("host", host.to_string())),
            None => Err(refuse("network-url-invalid", typed)),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccessUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An input method in full width writes all of an address so, beginning with its scheme.
fn as_typed_in_half_width(typed: &str) -> String {
    let is_full_width = typed.starts_with(|c: char| half_width(c).is_ascii() && !c.is_ascii());
    typed.chars().map(|c| if is_full_width { half_width(c) } else { c }).collect()
}

/// `www.example.com` is completed in the refusal, `ftp://…` isn't.
fn require_scheme(typed: &str) -> Result<(), Text> {
    let lower = typed.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        Ok(())
    } else if typed.contains(':') && !typed.contains('.') || typed.contains("://") {
        Err(refuse("network-url-scheme", typed))
    } else {
        Err(refuse("network-url-without-scheme", typed).with("suggestion", format!("https://{}", shortened(typed))))
    }
}

/// The parser of browsers repairs blanks, backslashes and extra slashes; here they are slips to show.
fn strictly(typed: &str) -> Option<Url> {
    let is_repaired = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    let (_, after_scheme) = typed.split_once("://")?;
    if typed.contains(is_repaired) || after_scheme.starts_with('/') {
        return None;
    }
    Url::parse(typed).ok()
}

fn is_open(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_public_name(name),
        Host::Ipv4(address) => is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_public(IpAddr::V6(*address)),
    }
}

fn shortened(typed: &str) -> String {
    typed.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(typed: &str) -> Text {
        AccessUrl::parse(typed).unwrap_err()
    }

    #[test]
    fn an_http_url_on_a_public_host_is_kept_as_typed() {
        for typed in [
            "http://203.0.113.10:8443/",
            "https://yjt.hubei.gov.cn/login?from=a%20b#top",
            "HTTPS://YJT.hubei.gov.cn",
            "http://应急.example.com/路径?查询=一",
            "https://[2400:3200::1]:8443/x",
        ] {
            assert_eq!(AccessUrl::parse(&format!(" {typed}\n")).unwrap().as_str(), typed);
        }
    }

    #[test]
    fn an_url_in_full_width_is_read_in_half_width() {
        let read = |typed: &str| AccessUrl::parse(typed).unwrap().to_string();
        assert_eq!(read("ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ．ｃｏｍ／？ｂ＝１"), "https://a.example.com/?b=1");
        assert_eq!(read("https://a.example.com/？"), "https://a.example.com/？", "meant so");
    }

    #[test]
    fn any_other_scheme_is_refused() {
        for typed in [
            "ftp://example.com/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "gopher://example.com",
            "mailto:somebody",
        ] {
            assert_eq!(refusal(typed), refuse("network-url-scheme", typed));
        }
    }

    #[test]
    fn a_missing_scheme_is_completed_in_the_refusal() {
        let suggested = |typed, suggestion| refuse("network-url-without-scheme", typed).with("suggestion", suggestion);
        assert_eq!(refusal("www.example.com/a"), suggested("www.example.com/a", "https://www.example.com/a"));
        assert_eq!(refusal("203.0.113.10:8080"), suggested("203.0.113.10:8080", "https://203.0.113.10:8080"));
    }

    #[test]
    fn what_only_a_browser_would_repair_is_refused() {
        for typed in [
            "http://",
            "https:///example.com",
            "http://exa mple.com",
            "http://example.com\\@x",
            "http://exam\tple.com",
            "http://a..b:99999",
        ] {
            assert_eq!(refusal(typed), refuse("network-url-invalid", typed), "{typed}");
        }
        for typed in ["http:example.com", "http:/example.com"] {
            assert!(AccessUrl::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn credentials_are_refused_and_not_repeated() {
        for typed in ["https://user:secret@example.com/", "https://user@example.com/", "https://:secret@example.com"] {
            assert_eq!(refusal(typed), "network-url-credentials".into());
        }
    }

    #[test]
    fn private_hosts_are_refused_however_they_are_written() {
        for (host, read_as) in [
            ("10.20.1.5", "10.20.1.5"),
            ("127.1", "127.0.0.1"),
            ("2130706433", "127.0.0.1"),
            ("0x7f.0.0.1", "127.0.0.1"),
            ("0300.0250.1.1", "192.168.1.1"),
            ("１２７。０。０。１", "127.0.0.1"),
            ("169.254.169.254", "169.254.169.254"),
            ("[::1]", "[::1]"),
            ("[::ffff:10.0.0.1]", "[::ffff:a00:1]"),
            ("[fd00:ec2::254]", "[fd00:ec2::254]"),
            ("localhost", "localhost"),
            ("LocalHost.", "localhost."),
            ("x.localhost", "x.localhost"),
            ("printer.local", "printer.local"),
            ("metadata.google.internal", "metadata.google.internal"),
            ("intranet", "intranet"),
        ] {
            let refused = Text::new("network-url-private").with("host", read_as);
            assert_eq!(refusal(&format!("http://{host}:8080/a")), refused, "{host}");
        }
    }

    #[test]
    fn two_thousand_characters_are_taken_and_no_more() {
        let url = |length: usize| format!("https://example.com/{}", "字".repeat(length - 20));
        assert!(AccessUrl::parse(&url(2_000)).is_ok());
        assert_eq!(refusal(&url(2_001)), Text::new("network-url-too-long").with("limit", 2_000_usize));
        assert_eq!(refusal(&"x".repeat(100_000)).key, "network-url-too-long");
    }

    #[test]
    fn an_empty_field_is_missing() {
        assert_eq!(refusal("  "), "network-url-missing".into());
    }
}
