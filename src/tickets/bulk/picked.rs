//! A ticket picked in a list, in the version that its row showed.

use std::{fmt, str::FromStr};

use crate::text::Text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub number: String,
    /// None where the page didn't say.
    pub version: Option<i32>,
}

/// As the box beside the ticket posts it: `GD202611220001.3`.
impl fmt::Display for Picked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)?;
        self.version.map_or(Ok(()), |version| write!(f, ".{version}"))
    }
}

impl FromStr for Picked {
    type Err = Text;

    fn from_str(value: &str) -> Result<Self, Text> {
        let (number, version) =
            value.split_once('.').map_or((value, None), |(number, version)| (number, Some(version)));
        let version = version.map(|version| version.parse().map_err(|_| "ticket-bulk-unreadable")).transpose()?;
        if number.is_empty() {
            return Err("ticket-bulk-unreadable".into());
        }
        Ok(Self { number: number.to_owned(), version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_ticket_comes_back_from_its_own_box() {
        for (value, number, version) in [("GD202611220001.3", "GD202611220001", Some(3)), ("GD1", "GD1", None)] {
            let picked: Picked = value.parse().unwrap();
            assert_eq!((picked.number.as_str(), picked.version, picked.to_string().as_str()), (number, version, value));
        }
    }

    #[test]
    fn what_is_no_box_of_ours_is_refused() {
        for value in ["", ".3", "GD1.", "GD1.x", "GD1.3.4", "GD1.99999999999"] {
            assert!(value.parse::<Picked>().is_err(), "{value}");
        }
    }
}
