//! In numbers, as its price is made of.

use super::{INTERNET, Parameters};
use crate::catalogue::{
    items::{Acs, Ebs, Eip, Oss, Rds, Side, Slb},
    model::parse_number,
    pricing::Priced,
    product::Product,
};

impl Parameters {
    /// None where something can't be read.
    #[must_use]
    pub fn item(&self) -> Option<Box<dyn Priced>> {
        let text = |name: &str| Some(self.value(name).to_owned()).filter(|value| !value.is_empty());
        let number = |name: &str| parse_number(self.value(name));
        Some(match self.product {
            Product::Ecs => return None,
            Product::Ebs => Box::new(Ebs { category: text("category")?, size: number("size")? }),
            Product::Eip => Box::new(Eip { bandwidth: number("bandwidth")? }),
            Product::Rds => Box::new(Rds {
                engine: text("engine")?,
                edition: text("edition")?,
                specification: text("specification")?,
                storage: number("storage")?,
            }),
            Product::Oss => Box::new(Oss { capacity: number("capacity")?, redundancy: text("redundancy")? }),
            Product::Slb => Box::new(Slb {
                specification: text("specification")?,
                side: match self.value("side") {
                    INTERNET => Side::Internet(number("bandwidth")?),
                    _ => Side::Intranet,
                },
            }),
            Product::Acs => Box::new(Acs {
                masters: number("masters")?,
                workers: number("workers")?,
                worker_type: text("specification")?,
            }),
        })
    }
}
