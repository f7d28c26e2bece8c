//! Openings on their way to the gateway, mappings and policies each in their own words: rows to copy, and scripts.

use super::{
    access_order::{self, GatewayAccess},
    opening::{Opening, What},
    work_order::{self, GatewayMapping},
};
use crate::web::i18n::Lang;

/// What is to be done, of one register: a ticket's openings are all of one.
pub struct Order {
    pub rows: Vec<Vec<String>>,
    what: Orders,
}

enum Orders {
    Mappings(Vec<GatewayMapping>),
    Policies(Vec<GatewayAccess>),
}

impl Order {
    #[must_use]
    pub fn of(openings: &[&Opening], lang: Lang) -> Self {
        let say = &|key: &str| lang.t(key);
        let mappings = openings.iter().filter_map(|opening| opening.for_gateway());
        let policies = openings.iter().filter_map(|opening| opening.access_for_gateway());
        let (mappings, policies): (Vec<_>, Vec<_>) = (mappings.collect(), policies.collect());
        if policies.is_empty() {
            return Self { rows: work_order::rows(&mappings, say), what: Orders::Mappings(mappings) };
        }
        Self { rows: access_order::rows(&policies, say), what: Orders::Policies(policies) }
    }

    #[must_use]
    pub const fn columns(&self) -> &'static [&'static str] {
        match self.what {
            Orders::Mappings(_) => &work_order::COLUMNS,
            Orders::Policies(_) => &access_order::COLUMNS,
        }
    }

    #[must_use]
    pub fn to_open(&self) -> String {
        match &self.what {
            Orders::Mappings(mappings) => work_order::nft_to_open(mappings),
            Orders::Policies(policies) => access_order::nft_to_open(policies),
        }
    }

    #[must_use]
    pub fn to_remove(&self) -> String {
        match &self.what {
            Orders::Mappings(mappings) => work_order::nft_to_remove(mappings),
            Orders::Policies(policies) => access_order::nft_to_remove(policies),
        }
    }
}

impl Opening {
    fn for_gateway(&self) -> Option<GatewayMapping> {
        match &self.what {
            What::Mapping(mapping) => Some(GatewayMapping { until: self.period.last_day(), ..mapping.clone() }),
            What::Policy(_) => None,
        }
    }

    fn access_for_gateway(&self) -> Option<GatewayAccess> {
        let rule = self.rule()?.clone();
        Some(GatewayAccess { department: self.department_id, rule, until: self.period.last_day() })
    }
}
