//! What the products beside servers are asked for by (spec 3, "Catalogue"): a table of parameters for each, which its
//! form, its checks, its words and its price are read from.

mod check;
mod fields;
mod item;
mod sheet;
pub mod table;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::Surroundings;
pub use fields::ParameterField;
pub use table::{Asks, BANDWIDTH, Parameter};

use super::{Offer, WORD, names::number_tidied};
use crate::{
    catalogue::{
        model::{Catalogue, Entry},
        product::Product,
    },
    web::form::{Errors, FieldReader, at_most, half_width},
};

/// Whom a load balancer answers.
pub const INTERNET: &str = "internet";
/// Inside the cloud alone.
pub const INTRANET: &str = "intranet";

/// What is typed for one product, parameter by parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    product: Product,
    /// By their names.
    values: BTreeMap<String, String>,
}

impl Parameters {
    /// Nothing is typed yet.
    #[must_use]
    pub const fn blank(product: Product) -> Self {
        Self { product, values: BTreeMap::new() }
    }

    /// What can be had and fits together, for somebody who begins.
    #[must_use]
    pub fn offered(product: Product, catalogue: &Catalogue, offer: &Offer) -> Self {
        let value = |parameter: &Parameter| Some((parameter.name.to_owned(), offered(parameter, catalogue, offer)?));
        Self { product, values: table::of(product).iter().filter_map(value).collect() }
    }

    /// What is typed.
    #[must_use]
    pub fn read(product: Product, fields: &mut FieldReader<'_>) -> Self {
        let value = |parameter: &Parameter| (parameter.name.to_owned(), fields.text(parameter.name));
        Self { product, values: table::of(product).iter().map(value).collect() }
    }

    /// With that typed in that parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.values.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The same with what `typed` says of what a delivered resource can still become.
    #[must_use]
    pub fn changed_to(&self, typed: &Self) -> Self {
        let changing = table::of(self.product).iter().filter(|parameter| parameter.can_change());
        changing.fold(self.clone(), |changed, parameter| changed.with(parameter.name, typed.value(parameter.name)))
    }

    /// The keys of the labels of those parameters.
    #[must_use]
    pub fn labels_that_change(&self) -> Vec<&'static str> {
        table::of(self.product).iter().filter(|parameter| parameter.can_change()).map(|it| it.label).collect()
    }

    /// Whether that parameter is one of those.
    #[must_use]
    pub fn can_change(&self, name: &str) -> bool {
        table::of(self.product).iter().any(|parameter| parameter.name == name && parameter.can_change())
    }

    #[must_use]
    pub const fn product(&self) -> Product {
        self.product
    }

    /// What is typed for that parameter; empty for nothing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Whatever can be read, in its normal form (spec 0, "Forgiving input").
    pub fn tidy(&mut self) {
        for parameter in table::of(self.product) {
            let Some(value) = self.values.get_mut(parameter.name) else { continue };
            match parameter.asks {
                Asks::Number { .. } | Asks::DiskSize | Asks::SideBandwidth => number_tidied(value),
                Asks::Bucket => *value = value.trim().chars().map(half_width).collect::<String>().to_lowercase(),
                _ => *value = value.trim().to_owned(),
            }
        }
    }

    /// Notes every parameter that is longer than what can be kept of it.
    pub fn check_lengths(&self, errors: &mut Errors) {
        for parameter in table::of(self.product) {
            let most = if let Asks::Name { most, .. } = parameter.asks { most } else { WORD };
            errors.take(parameter.name, at_most(self.value(parameter.name), most));
        }
    }
}

fn offered(parameter: &Parameter, catalogue: &Catalogue, offer: &Offer) -> Option<String> {
    let option = |kind| catalogue.options(kind).find(|it| !it.is_retired()).map(|it| it.code.clone());
    match parameter.asks {
        Asks::Option(kind) => option(kind),
        Asks::DiskCategory => Some(offer.system_disk_category.clone()),
        Asks::DiskSize => {
            catalogue.disk_category(&offer.system_disk_category).map(|category| category.data.least.to_string())
        }
        Asks::InstanceType => Some(offer.instance_type.clone()),
        Asks::Vpc => Some(offer.vpc.clone()),
        Asks::Vswitch => Some(offer.vswitch.clone()),
        Asks::Side => Some(INTRANET.to_owned()),
        Asks::Number { least, .. } => Some(least.to_string()),
        Asks::Host | Asks::SideBandwidth | Asks::Name { .. } | Asks::Bucket => None,
    }
}
