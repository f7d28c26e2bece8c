//! Where to go after a post: only ever to an address of our own.

use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::nav::is_at;

const LONGEST: usize = 2_000;
/// Who has just signed in has nothing to do there.
const AT_THE_DOOR: [&str; 4] = ["/login", "/logout", "/me/language", "/password"];

/// A path of this portal, with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPath(String);

impl OwnPath {
    /// What was asked for, or home if it isn't ours. `//host`, `/\host` and `/<tab>/host` are
    /// other people's addresses to a browser.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let is_ours = typed.starts_with('/')
            && !typed.starts_with("//")
            && !typed.contains('\\')
            && !typed.contains(char::is_control)
            && typed.len() <= LONGEST;
        if is_ours { Self(utf8_percent_encode(typed, CONTROLS).to_string()) } else { Self::home() }
    }

    /// [`read`](Self::read), for who comes in.
    #[must_use]
    pub fn from_the_door(typed: &str) -> Self {
        let path = typed.split(['?', '#']).next().unwrap_or_default();
        if AT_THE_DOOR.iter().any(|page| is_at(path, page)) { Self::home() } else { Self::read(typed) }
    }

    fn home() -> Self {
        Self("/".to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::OwnPath;

    #[test]
    fn addresses_of_our_own_are_followed() {
        for path in ["/", "/tickets?q=%E5%BA%94&state=open", "/network/ports?ip=203.0.113.9", "/me/password"] {
            assert_eq!(OwnPath::read(path).as_str(), path);
        }
    }

    #[test]
    fn all_others_lead_home() {
        let others = [
            "",
            "tickets",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "\\\\evil.example",
        ];
        for path in others {
            assert_eq!(OwnPath::read(path).as_str(), "/", "{path:?}");
        }
    }

    #[test]
    fn nobody_is_led_from_the_door_back_to_the_door() {
        for path in ["/login?next=/login", "/logout", "/password/forgotten", "//evil.example"] {
            assert_eq!(OwnPath::from_the_door(path).as_str(), "/", "{path:?}");
        }
        assert_eq!(OwnPath::from_the_door("/tickets").as_str(), "/tickets");
    }
}
