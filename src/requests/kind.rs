//! Whether a request asks for one thing, or for several (spec 3, "Single request", "Batch request").

use crate::catalogue::product::Product;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Asked for on one form.
    Single(Product),
    /// Chosen step by step.
    Batch,
}

impl Kind {
    /// The key of its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Single(product) => product.label(),
            Self::Batch => "request-batch",
        }
    }

    /// Where a new one begins.
    #[must_use]
    pub fn path_of_new(self) -> String {
        match self {
            Self::Single(product) => format!("/resources/apply/{}", product.code()),
            Self::Batch => "/resources/batch".to_owned(),
        }
    }
}
