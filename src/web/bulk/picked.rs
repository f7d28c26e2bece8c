//! A record picked in a list, in the version that its row showed.

use std::{fmt, str::FromStr};

use crate::text::Text;

/// Records of one go: four pages of a list.
pub const MOST: usize = 100;
/// What `pick` of a list's address says where every row comes ticked.
pub const PICK_ALL: &str = "all";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub number: String,
    /// None where the page didn't say.
    pub version: Option<i32>,
}

/// As the box beside the record posts it: `GD202611220001.3`.
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
        let version = version.map(|version| version.parse().map_err(|_| "bulk-unreadable")).transpose()?;
        if number.is_empty() {
            return Err("bulk-unreadable".into());
        }
        Ok(Self { number: number.to_owned(), version })
    }
}

/// Those whose boxes were ticked: each once, in the order of the list.
///
/// # Errors
/// When none, too many or something else is picked.
pub fn picked(boxes: &[String]) -> Result<Vec<Picked>, Text> {
    let mut picked: Vec<Picked> = Vec::new();
    for value in boxes {
        let one: Picked = value.parse()?;
        if picked.iter().all(|other| other.number != one.number) {
            picked.push(one);
        }
        if picked.len() > MOST {
            return Err(Text::new("bulk-too-many").with("count", boxes.len()).with("most", MOST));
        }
    }
    if picked.is_empty() { Err("bulk-none-picked".into()) } else { Ok(picked) }
}

/// The numbers of those that can be shown again.
#[must_use]
pub fn readable(boxes: &[String]) -> Vec<String> {
    boxes.iter().filter_map(|value| value.parse().ok()).map(|one: Picked| one.number).take(MOST).collect()
}

/// The page of a list at `here` with every row ticked, for who has no script to do so.
#[must_use]
pub fn picking_all(here: &str) -> String {
    let joint = if here.contains('?') { '&' } else { '?' };
    format!("{here}{joint}pick={PICK_ALL}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_record_comes_back_from_its_own_box() {
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

    #[test]
    fn a_hundred_go_at_once_each_once_and_one_more_does_not() {
        let many: Vec<String> = (0..=MOST).map(|nth| format!("GD{nth}.1")).collect();
        assert_eq!(picked(&many[..MOST]).map(|all| all.len()), Ok(MOST));
        assert_eq!(picked(&many).unwrap_err().key, "bulk-too-many");
        assert_eq!(picked(&["GD1.1", "GD2.4", "GD1.1"].map(str::to_owned)).map(|all| all.len()), Ok(2));
        assert_eq!(picked(&[]).unwrap_err().key, "bulk-none-picked");
    }
}
