//! What is asked for of one product, as it is typed and, once it was let through, as it is kept (spec 3, "Catalogue").

mod ecs;
mod sheet;

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

pub use ecs::{EcsDetails, HostBuild};
pub use sheet::columns;

use crate::{
    catalogue::{
        form::{Offer, Parameters, parameters::Surroundings},
        model::{Catalogue, Region, parse_number},
        pricing::Priced,
        product::Product,
    },
    web::{
        form::{Errors, FieldReader},
        i18n::Lang,
    },
};

/// Characters of a code, an id or a number.
pub const WORD: usize = 60;

/// Servers have a form of their own; everything else is asked for by its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Details {
    Server(Box<EcsDetails>),
    Other(Parameters),
}

impl Details {
    /// Nothing is typed yet.
    #[must_use]
    pub fn blank(product: Product) -> Self {
        match product {
            Product::Ecs => Self::Server(Box::default()),
            other => Self::Other(Parameters::blank(other)),
        }
    }

    /// What can be had and fits together, for somebody who begins.
    #[must_use]
    pub fn offered(product: Product, catalogue: &Catalogue, offer: Offer) -> Self {
        match product {
            Product::Ecs => Self::Server(Box::new(EcsDetails::offered(offer))),
            other => Self::Other(Parameters::offered(other, catalogue, &offer)),
        }
    }

    /// What is typed.
    #[must_use]
    pub fn read(product: Product, fields: &mut FieldReader<'_>) -> Self {
        match product {
            Product::Ecs => Self::Server(Box::new(EcsDetails::read(fields))),
            other => Self::Other(Parameters::read(other, fields)),
        }
    }

    #[must_use]
    pub const fn product(&self) -> Product {
        match self {
            Self::Server(_) => Product::Ecs,
            Self::Other(parameters) => parameters.product(),
        }
    }

    #[must_use]
    pub fn server(&self) -> Option<&EcsDetails> {
        match self {
            Self::Server(server) => Some(server.as_ref()),
            Self::Other(_) => None,
        }
    }

    /// Whatever can be read, in its normal form.
    pub fn tidy(&mut self) {
        match self {
            Self::Server(server) => server.tidy(),
            Self::Other(parameters) => parameters.tidy(),
        }
    }

    /// Notes every field that is longer than what can be kept of it.
    pub fn check_lengths(&self, errors: &mut Errors) {
        match self {
            Self::Server(server) => server.check_lengths(errors),
            Self::Other(parameters) => parameters.check_lengths(errors),
        }
    }

    /// Every refusal at its field.
    pub fn check(&self, catalogue: &Catalogue, region: Option<&Region>, hosts: &[Ipv4Addr], errors: &mut Errors) {
        match self {
            Self::Server(server) => server.check(catalogue, region, errors),
            Self::Other(parameters) => parameters.check(Surroundings { catalogue, region, hosts }, errors),
        }
    }

    /// As it is kept: without rows that say nothing.
    #[must_use]
    pub fn kept(&self) -> Self {
        match self {
            Self::Server(server) => Self::Server(Box::new(server.kept())),
            Self::Other(_) => self.clone(),
        }
    }

    /// How many are asked for: of what isn't counted, one. None where it can't be read.
    #[must_use]
    pub fn quantity(&self) -> Option<i32> {
        match self {
            Self::Server(server) => parse_number(&server.quantity).and_then(|quantity| i32::try_from(quantity).ok()),
            Self::Other(_) => Some(1),
        }
    }

    /// In numbers, as its price is made of; none where something can't be read.
    #[must_use]
    pub fn item(&self) -> Option<Box<dyn Priced>> {
        match self {
            Self::Server(server) => server.item().map(|item| Box::new(item) as Box<dyn Priced>),
            Self::Other(parameters) => parameters.item(),
        }
    }

    /// What it is to be called; empty for what has no name of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Server(server) => &server.instance_name,
            Self::Other(parameters) => parameters.name(),
        }
    }

    /// The same with what `typed` says of what a delivered resource can still become.
    #[must_use]
    pub fn changed_to(&self, typed: &Self) -> Self {
        match (self, typed) {
            (Self::Server(now), Self::Server(typed)) => Self::Server(Box::new(now.changed_to(typed))),
            (Self::Other(now), Self::Other(typed)) => Self::Other(now.changed_to(typed)),
            _ => self.clone(),
        }
    }

    /// The keys of the labels of all that it can.
    #[must_use]
    pub fn labels_that_change(&self) -> Vec<&'static str> {
        match self {
            Self::Server(_) => EcsDetails::LABELS_THAT_CHANGE.into(),
            Self::Other(parameters) => parameters.labels_that_change(),
        }
    }

    /// One of them, as it was delivered under that name and, where it is a server, its host is built by now.
    #[must_use]
    pub fn unit(&self, name: &str, host: Option<HostBuild>) -> Self {
        match self {
            Self::Server(server) => {
                let unit = server.hosted(host.unwrap_or_default());
                let (instance_name, quantity) = (name.to_owned(), "1".to_owned());
                Self::Server(Box::new(EcsDetails { instance_name, quantity, ..unit }))
            }
            Self::Other(_) => self.clone(),
        }
    }

    /// Whether that field says something that a delivered resource can still become.
    #[must_use]
    pub fn can_change(&self, field: &str) -> bool {
        match self {
            Self::Server(_) => EcsDetails::can_change(field),
            Self::Other(parameters) => parameters.can_change(field),
        }
    }

    /// The same without its name, to begin another with.
    #[must_use]
    pub fn nameless(&self) -> Self {
        match self {
            Self::Server(server) => {
                Self::Server(Box::new(EcsDetails { instance_name: String::new(), ..server.as_ref().clone() }))
            }
            Self::Other(parameters) => Self::Other(parameters.nameless()),
        }
    }

    /// What one of them is, in a line of codes and numbers.
    #[must_use]
    pub fn specification(&self) -> String {
        match self {
            Self::Server(server) => server.instance_type.clone(),
            Self::Other(parameters) => parameters.specification(),
        }
    }

    /// `yj-web · ecs.g6.large × 2`
    #[must_use]
    pub fn summary(&self) -> String {
        let specification = self.specification();
        let asked = match self {
            Self::Server(server) if !matches!(server.quantity.as_str(), "" | "1") => {
                format!("{specification} \u{d7} {}", server.quantity)
            }
            _ => specification,
        };
        [self.name(), &asked].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
    }

    /// Each parameter with the key of its label, in words.
    #[must_use]
    pub fn in_words(&self, catalogue: &Catalogue, lang: Lang) -> Vec<(&'static str, String)> {
        match self {
            Self::Server(server) => server.in_words(catalogue, lang),
            Self::Other(parameters) => parameters.in_words(catalogue, lang),
        }
    }
}
