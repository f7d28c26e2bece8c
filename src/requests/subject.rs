//! What a request is about: something new, or a resource that there is (spec 3, "Resources").

use serde::{Deserialize, Serialize};

use crate::{catalogue::product::Product, text::Text};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    #[default]
    New,
    /// 变更: the resource with that id is to be something else.
    Change(i64),
    /// 回收: the resource with that id is given back.
    Return(i64),
}

impl Subject {
    /// As stored; none for what no row can be.
    #[must_use]
    pub fn stored(purpose: &str, resource: Option<i64>) -> Option<Self> {
        match (purpose, resource) {
            ("new", None) => Some(Self::New),
            ("change", Some(id)) => Some(Self::Change(id)),
            ("return", Some(id)) => Some(Self::Return(id)),
            _ => None,
        }
    }

    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Change(_) => "change",
            Self::Return(_) => "return",
        }
    }

    /// The resource that there is.
    #[must_use]
    pub const fn resource(self) -> Option<i64> {
        match self {
            Self::New => None,
            Self::Change(id) | Self::Return(id) => Some(id),
        }
    }

    /// What such a request for that product is called.
    #[must_use]
    pub fn label(self, product: Product) -> Text {
        let of = |key| Text::new(key).with("product", Text::new(product.label()));
        match self {
            Self::New => product.label().into(),
            Self::Change(_) => of("request-label-change"),
            Self::Return(_) => of("request-label-return"),
        }
    }

    /// The key of what its monthly sum means.
    #[must_use]
    pub const fn monthly(self) -> &'static str {
        match self {
            Self::New | Self::Change(_) => "request-monthly",
            Self::Return(_) => "request-monthly-freed",
        }
    }

    /// The key of what its operators do in the end.
    #[must_use]
    pub const fn carrying_out(self) -> &'static str {
        match self {
            Self::New => "request-verb-deliver",
            Self::Change(_) => "request-verb-deliver-change",
            Self::Return(_) => "request-verb-deliver-return",
        }
    }
}
