//! Spec 2, `support`.

use serde::{Deserialize, Serialize};

/// A question, or something to repair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportDetails {
    /// `consult` or `fault`.
    #[serde(rename = "type")]
    pub sort: String,
    /// Codes of what administrators keep.
    pub category: String,
    pub problem: String,
    pub severity: String,
    /// Its id; a fault has one.
    pub region: String,
    /// `any`, or `09:00-18:00`.
    pub contact_hours: String,
    /// Administrators may rename and retire what was chosen: here it stays what it was.
    #[serde(default)]
    pub called: Called,
}

/// What was chosen, by its names when it was filed: nothing is looked up where it is shown or searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    pub category: Said,
    pub problem: Said,
    pub severity: Said,
    pub region: String,
}

/// In both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub zh: String,
    pub en: String,
}

/// `type`
pub const CONSULT: &str = "consult";
pub const FAULT: &str = "fault";

impl SupportDetails {
    pub(super) fn search_text(&self) -> String {
        let Called { category, problem, severity, region } = &self.called;
        let said = [category, problem, severity].into_iter().flat_map(|said| [&said.zh, &said.en]);
        said.chain([region]).filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    #[must_use]
    pub fn is_fault(&self) -> bool {
        self.sort == FAULT
    }
}

impl Said {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}
