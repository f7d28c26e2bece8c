//! Which departments the tree shows, as its address says it.

use serde::Deserialize;

use super::model::Department;
use crate::{policy::Sector, web::list};

/// The list's address, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    sector: String,
    state: String,
}

/// What of it was understood; the rest shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub q: String,
    pub sector: Option<Sector>,
    /// Only those that are disabled, or only the others.
    pub disabled: Option<bool>,
}

impl Asked {
    #[must_use]
    pub fn filter(&self) -> Filter {
        let disabled = match self.state.as_str() {
            "disabled" => Some(true),
            "enabled" => Some(false),
            _ => None,
        };
        Filter { q: list::words(&self.q), sector: self.sector.parse().ok(), disabled }
    }
}

impl Filter {
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self::default()
    }

    #[must_use]
    pub fn state_code(&self) -> &'static str {
        match self.disabled {
            Some(true) => "disabled",
            Some(false) => "enabled",
            None => "",
        }
    }

    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let sector = self.sector.map_or("", Sector::code);
        list::address(path, &[("q", &self.q), ("sector", sector), ("state", self.state_code())])
    }

    /// Whether it is asked for: by its name or its code, whatever their capitals.
    #[must_use]
    pub fn shows(&self, it: &Department) -> bool {
        let words = self.q.to_lowercase();
        let is_called = || it.name.to_lowercase().contains(&words) || it.code.to_lowercase().contains(&words);
        self.sector.is_none_or(|sector| it.sector() == Some(sector))
            && self.disabled.is_none_or(|disabled| it.disabled_at.is_some() == disabled)
            && (words.is_empty() || is_called())
    }
}
