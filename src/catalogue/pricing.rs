//! What things cost a month, by the price list of a day. Pure: whoever has the list has the sums.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use super::component::Component;
use crate::{
    money::Money,
    text::{Text, listed},
};

/// So many units of one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub component: Component,
    /// Servers, GiB, Mbps or nodes, as the component is counted.
    pub units: i64,
}

impl Part {
    #[must_use]
    pub fn new(component: Component, units: i64) -> Self {
        Self { component, units }
    }
}

/// What is made of components, each of which may cost something.
pub trait Priced {
    /// All of it, however many are wanted.
    fn parts(&self) -> Vec<Part>;
}

/// What a unit of each component costs a month, on one day.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PriceList(HashMap<Component, Money>);

/// A part with what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub part: Part,
    /// Of one unit, a month.
    pub price: Money,
    /// Of all of them.
    pub amount: Money,
}

/// Components without a price on that day, each once. What they cost is unknown, not nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub BTreeSet<Component>);

impl PriceList {
    #[must_use]
    pub fn new(prices: impl IntoIterator<Item = (Component, Money)>) -> Self {
        Self(prices.into_iter().collect())
    }

    #[must_use]
    pub fn price(&self, component: &Component) -> Option<Money> {
        self.0.get(component).copied()
    }

    /// What `item` costs a month, part by part.
    ///
    /// # Errors
    /// Every component that has no price.
    pub fn lines(&self, item: &(impl Priced + ?Sized)) -> Result<Vec<Line>, Missing> {
        let parts = item.parts();
        let missing: BTreeSet<Component> =
            parts.iter().map(|part| &part.component).filter(|it| self.price(it).is_none()).cloned().collect();
        if !missing.is_empty() {
            return Err(Missing(missing));
        }
        let line =
            |part: Part| self.price(&part.component).map(|price| Line { amount: price * part.units, price, part });
        Ok(parts.into_iter().filter_map(line).collect())
    }

    /// What `item` costs a month in all.
    ///
    /// # Errors
    /// As [`lines`](Self::lines).
    pub fn monthly(&self, item: &(impl Priced + ?Sized)) -> Result<Money, Missing> {
        Ok(self.lines(item)?.into_iter().map(|line| line.amount).sum())
    }
}

impl From<&Missing> for Text {
    fn from(missing: &Missing) -> Self {
        let text = Self::new("catalogue-price-missing");
        match listed(missing.0.iter().map(Component::code)) {
            Some(components) => text.with("components", components),
            None => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{
        items::{Acs, Ebs, Ecs, Eip, Oss, Rds, Side, Slb},
        model::{Disk, SystemDisk},
    };

    /// 分 a unit and month.
    const PRICES: [(&str, i64); 12] = [
        ("ecs.g6.large", 25_001),
        ("ecs.c6.xlarge", 34_000),
        ("ebs.cloud_efficiency", 35),
        ("ebs.cloud_ssd", 101),
        ("eip.bandwidth", 2_300),
        ("rds.4c8g.ha", 108_000),
        ("rds.storage", 83),
        ("oss.lrs", 12),
        ("oss.zrs", 0),
        ("slb.s1.small", 6_000),
        ("slb.bandwidth", 2_301),
        ("acs.master", 32_000),
    ];

    fn list() -> PriceList {
        PriceList::new(PRICES.map(|(code, fen)| (Component::of_code(code), Money(fen))))
    }

    fn server(disks: &[(&str, u32, u32)], eip_bandwidth: Option<u32>, quantity: u32) -> Ecs {
        let disk = |(category, size, count): &(&str, u32, u32)| Disk {
            category: (*category).to_owned(),
            size: *size,
            count: *count,
        };
        Ecs {
            instance_type: "ecs.g6.large".to_owned(),
            system_disk: SystemDisk { category: "cloud_efficiency".to_owned(), size: 40 },
            disks: disks.iter().map(disk).collect(),
            eip_bandwidth,
            quantity,
        }
    }

    fn database(storage: u32) -> Rds {
        Rds { engine: "mysql-8.0".into(), edition: "ha".into(), specification: "4c8g".into(), storage }
    }

    fn costs(item: &impl Priced, fen: i64) {
        assert_eq!(list().monthly(item), Ok(Money(fen)));
    }

    #[test]
    fn a_server_costs_its_type_its_disks_and_its_address_as_often_as_it_is_wanted() {
        // 250.01 + 40 × 0.35
        costs(&server(&[], None, 1), 26_401);
        // + 100 × 1.01 + 2 × 500 × 0.35
        costs(&server(&[("cloud_ssd", 100, 1), ("cloud_efficiency", 500, 2)], None, 1), 71_501);
        // 26,401 + 5 × 23.00, three times
        costs(&server(&[], Some(5), 3), 113_703);
        // The most that can be asked for: 100 × (250.01 + 500 × 0.35 …) stays exact.
        // 100 × (25,001 + 1,400 + 16 × 32,768 × 101 + 200 × 2,300)
        costs(&server(&[("cloud_ssd", 32_768, 16)], Some(200), 100), 5_343_948_900);
    }

    #[test]
    fn the_other_products_cost_what_they_are_made_of() {
        // 500 × 1.01
        costs(&Ebs { category: "cloud_ssd".into(), size: 500 }, 50_500);
        // 10 × 23.00
        costs(&Eip { bandwidth: 10 }, 23_000);
        // 1,080.00 + 105 × 0.83
        costs(&database(105), 116_715);
        // 1,025 × 0.12
        costs(&Oss { capacity: 1_025, redundancy: "lrs".into() }, 12_300);
        // 60.00 + 7 × 23.01
        costs(&Slb { specification: "slb.s1.small".into(), side: Side::Internet(7) }, 22_107);
        costs(&Slb { specification: "slb.s1.small".into(), side: Side::Intranet }, 6_000);
        // 3 × 320.00 + 4 × 340.00
        costs(&Acs { masters: 3, workers: 4, worker_type: "ecs.c6.xlarge".into() }, 232_000);
    }

    #[test]
    fn what_costs_nothing_has_a_price_and_what_has_none_is_said_by_name() {
        costs(&Oss { capacity: 9, redundancy: "zrs".into() }, 0);
        let unknown = Ecs { instance_type: "ecs.r6.large".into(), ..server(&[("cloud_new", 20, 1)], None, 1) };
        let missing = list().monthly(&unknown).unwrap_err();
        let codes: Vec<&str> = missing.0.iter().map(Component::code).collect();
        assert_eq!(codes, ["ebs.cloud_new", "ecs.r6.large"]);
        assert!(Text::from(&missing).names("ecs.r6.large"));
        let acs = Acs { masters: 3, workers: 0, worker_type: "ecs.r6.large".into() };
        assert!(list().monthly(&acs).is_err(), "none of a thing without a price is no free thing");
    }

    #[test]
    fn every_part_says_its_own_sum() {
        let lines = list().lines(&database(20)).unwrap();
        let said: Vec<(&str, i64, Money)> =
            lines.iter().map(|line| (line.part.component.code(), line.part.units, line.amount)).collect();
        assert_eq!(said, [("rds.4c8g.ha", 1, Money(108_000)), ("rds.storage", 20, Money(1_660))]);
    }
}
