//! The addresses of a batch's steps.

use crate::{
    catalogue::product::Product,
    requests::{filing::kept_at, kind::Kind},
};

/// Of a new batch, or of a request that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    base: String,
}

impl Steps {
    #[must_use]
    pub fn of(number: Option<&str>) -> Self {
        Self { base: kept_at(number, Kind::Batch) }
    }

    /// The base information.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What is asked for.
    #[must_use]
    pub fn items(&self) -> String {
        format!("{}/items", self.base)
    }

    /// One more of that product.
    #[must_use]
    pub fn items_of(&self, product: Product) -> String {
        format!("{}/items/{}", self.base, product.code())
    }

    /// What lies in the cart at that place, to be changed.
    #[must_use]
    pub fn item(&self, product: Product, place: i32) -> String {
        format!("{}?item={place}", self.items_of(product))
    }

    /// Everything at once, before it is sent.
    #[must_use]
    pub fn confirm(&self) -> String {
        format!("{}/confirm", self.base)
    }

    /// Under what forms of these steps are kept while they are typed.
    pub fn kept_at(&self) -> impl Iterator<Item = String> {
        let of_items = Product::ALL.map(|product| self.items_of(product));
        [self.base.clone()].into_iter().chain(of_items)
    }
}
