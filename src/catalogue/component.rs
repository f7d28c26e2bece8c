//! What has a price: the parts that products are made of.

use std::fmt;

use serde::Deserialize;

use super::product::Product;

/// A part of a product that costs something, by the code under which prices know it: `ecs.g6.large`, `ebs.cloud_ssd`.
/// The view `price_components` names every one that the catalogue has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct Component(String);

impl Component {
    /// As it is stored, or stands in an address.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        Self(code.to_owned())
    }

    /// A server of this type: its code is the component's.
    #[must_use]
    pub fn server(instance_type: &str) -> Self {
        Self(instance_type.to_owned())
    }

    /// A GiB of a disk.
    #[must_use]
    pub fn disk(category: &str) -> Self {
        Self(format!("ebs.{category}"))
    }

    /// A Mbps of a public address.
    #[must_use]
    pub fn address_bandwidth() -> Self {
        Self("eip.bandwidth".to_owned())
    }

    /// A database of this specification and edition, without its storage.
    #[must_use]
    pub fn database(specification: &str, edition: &str) -> Self {
        Self(format!("rds.{specification}.{edition}"))
    }

    /// A GiB of a database.
    #[must_use]
    pub fn database_storage() -> Self {
        Self("rds.storage".to_owned())
    }

    /// A GiB of object storage.
    #[must_use]
    pub fn object_storage(redundancy: &str) -> Self {
        Self(format!("oss.{redundancy}"))
    }

    /// A load balancer of this specification: its code is the component's.
    #[must_use]
    pub fn balancer(specification: &str) -> Self {
        Self(specification.to_owned())
    }

    /// A Mbps of a load balancer that faces the internet.
    #[must_use]
    pub fn balancer_bandwidth() -> Self {
        Self("slb.bandwidth".to_owned())
    }

    /// A master of a container cluster.
    #[must_use]
    pub fn master() -> Self {
        Self("acs.master".to_owned())
    }

    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whose part it is; none for a code that isn't one.
    #[must_use]
    pub fn product(&self) -> Option<Product> {
        self.0.split_once('.').and_then(|(product, _)| product.parse().ok())
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
