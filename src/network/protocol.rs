//! The transport protocol of a port.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::normalise::{elements, refuse};
use crate::text::Text;

/// What a mapped port speaks (spec 2, `protocol`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    Tcp,
    Udp,
}

impl Protocol {
    pub const ALL: [Self; 2] = [Self::Tcp, Self::Udp];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Protocol {
    type Err = Text;

    /// Reads `TCP` and its full-width form too: rows are pasted from spreadsheets.
    fn from_str(typed: &str) -> Result<Self, Text> {
        match elements(typed).as_slice() {
            [] => Err("network-protocol-missing".into()),
            [one] => Self::ALL
                .into_iter()
                .find(|protocol| one.eq_ignore_ascii_case(protocol.as_str()))
                .ok_or_else(|| refuse("network-protocol-unknown", one)),
            _ => Err(refuse("network-protocol-unknown", typed.trim())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protocol_is_read_however_it_is_typed() {
        for typed in ["tcp", "TCP", " Tcp ", "ＴＣＰ"] {
            assert_eq!(typed.parse(), Ok(Protocol::Tcp));
        }
        assert_eq!("udp".parse(), Ok(Protocol::Udp));
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        assert_eq!("icmp".parse::<Protocol>(), Err(Text::new("network-protocol-unknown").with("element", "icmp")));
        assert_eq!(
            "tcp/udp".parse::<Protocol>(),
            Err(Text::new("network-protocol-unknown").with("element", "tcp/udp"))
        );
        assert_eq!(
            "tcp udp".parse::<Protocol>(),
            Err(Text::new("network-protocol-unknown").with("element", "tcp udp"))
        );
        assert_eq!("".parse::<Protocol>(), Err(Text::new("network-protocol-missing")));
    }

    #[test]
    fn json_and_text_agree() {
        for protocol in Protocol::ALL {
            assert_eq!(serde_json::to_string(&protocol).unwrap(), format!("\"{protocol}\""));
        }
    }
}
