//! 新开, 已开通, 冲突: how a mark of the preview looks.

use crate::text::Text;

/// A mark with its colour and icon.
#[derive(Clone, Debug)]
pub struct MarkView {
    pub look: &'static str,
    pub icon: &'static str,
    pub says: Text,
}

impl MarkView {
    #[must_use]
    pub const fn new(says: Text) -> Self {
        Self { look: "good", icon: "ok", says }
    }

    #[must_use]
    pub const fn open(says: Text) -> Self {
        Self { look: "warnline", icon: "info", says }
    }

    #[must_use]
    pub const fn taken(says: Text) -> Self {
        Self { look: "err", icon: "stop", says }
    }
}
