//! What a request asks for, as it is typed: one thing, or several.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{
        model::{Catalogue, Region},
        pricing::{Missing, PriceList},
        product::Product,
    },
    money::Money,
    requests::{details::Details, kind::Kind},
    text::Text,
    web::form::Errors,
};

/// Items of one request (spec 3, "Batch request").
pub const ITEMS: usize = 200;
/// Where it is said that there are none, or too many.
pub const AT_ITEMS: &str = "items";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// On a form of its own.
    #[serde(rename = "item")]
    One(Details),
    /// Of a batch, in the order of their places.
    #[serde(rename = "items")]
    Several(Vec<Pick>),
}

/// Something chosen for a batch. Its place tells it from all others, from one submission to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// From 1.
    pub place: i32,
    pub details: Details,
}

impl Asked {
    /// Nothing is typed yet.
    #[must_use]
    pub fn blank(kind: Kind) -> Self {
        match kind {
            Kind::Single(product) => Self::One(Details::blank(product)),
            Kind::Batch => Self::Several(Vec::new()),
        }
    }

    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::One(item) => Kind::Single(item.product()),
            Self::Several(_) => Kind::Batch,
        }
    }

    /// The same as a batch, to which more can be added.
    #[must_use]
    pub fn with_room(&self) -> Self {
        Self::Several(self.each().map(|(place, item)| Pick { place, details: item.kept() }).collect())
    }

    /// Of a batch; of a single request none.
    #[must_use]
    pub fn picks(&self) -> &[Pick] {
        match self {
            Self::One(_) => &[],
            Self::Several(picks) => picks,
        }
    }

    /// Of a single request.
    #[must_use]
    pub const fn item(&self) -> Option<&Details> {
        match self {
            Self::One(item) => Some(item),
            Self::Several(_) => None,
        }
    }

    /// Everything that is asked for, with its place.
    pub fn each(&self) -> impl Iterator<Item = (i32, &Details)> {
        let one = self.item().map(|item| (1, item));
        one.into_iter().chain(self.picks().iter().map(|pick| (pick.place, &pick.details)))
    }

    /// Each product once, in the catalogue's order.
    #[must_use]
    pub fn products(&self) -> Vec<Product> {
        Product::ALL.into_iter().filter(|product| self.each().any(|(_, item)| item.product() == *product)).collect()
    }

    /// Whatever can be read, in its normal form.
    pub fn tidy(&mut self) {
        match self {
            Self::One(item) => item.tidy(),
            // What is chosen was tidied before.
            Self::Several(_) => {}
        }
    }

    /// Notes every field that is longer than what can be kept of it; what is chosen was checked before.
    pub fn check_lengths(&self, errors: &mut Errors) {
        if let Self::One(item) = self {
            item.check_lengths(errors);
        }
    }

    /// Every refusal: of a single request at its fields, of a batch at its items.
    pub fn check(&self, catalogue: &Catalogue, region: Option<&Region>, hosts: &[Ipv4Addr], errors: &mut Errors) {
        match self {
            Self::One(item) => item.check(catalogue, region, hosts, errors),
            Self::Several(picks) => {
                if picks.is_empty() {
                    errors.add(AT_ITEMS, "request-batch-empty");
                }
                errors.take(AT_ITEMS, room_for(picks.len()));
                for pick in picks {
                    pick.check(catalogue, region, hosts, errors);
                }
            }
        }
    }

    /// What all of it costs a month.
    ///
    /// # Errors
    /// Every component that has no price. What can't be read yet costs nothing.
    pub fn monthly(&self, prices: &PriceList) -> Result<Money, Missing> {
        self.each().filter_map(|(_, item)| item.item()).map(|item| prices.monthly(item.as_ref())).sum()
    }

    /// In a line: `yj-web · ecs.g6.large × 2`, or of a batch `ECS × 5 · EBS × 2`.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self::Several(picks) = self else {
            return self.item().map(Details::summary).unwrap_or_default();
        };
        let units = |product| {
            let its = picks.iter().filter(|pick| pick.details.product() == product);
            its.map(|pick| pick.details.quantity().unwrap_or(1)).sum::<i32>()
        };
        let each = self.products().into_iter().map(|it| format!("{} \u{d7} {}", it.code().to_uppercase(), units(it)));
        each.collect::<Vec<_>>().join(" \u{b7} ")
    }
}

impl Pick {
    fn check(&self, catalogue: &Catalogue, region: Option<&Region>, hosts: &[Ipv4Addr], errors: &mut Errors) {
        let mut own = Errors::default();
        self.details.check(catalogue, region, hosts, &mut own);
        for (_, why) in own.iter() {
            let says = Text::new("request-item-refused").with("number", self.place).with("why", why.clone());
            errors.add(format!("item-{}", self.place), says);
        }
    }
}

/// Whether a batch may have so many items.
///
/// # Errors
/// That it may not, with how many it may.
pub fn room_for(items: usize) -> Result<(), Text> {
    let too_many = || Text::new("request-batch-too-many").with("count", items).with("most", ITEMS);
    (items <= ITEMS).then_some(()).ok_or_else(too_many)
}
