//! What is asked for, in words.

use super::{
    INTERNET, Parameters,
    table::{self, Asks},
};
use crate::{
    catalogue::{model::Catalogue, product::Product},
    web::i18n::Lang,
};

impl Parameters {
    /// What it is to be called; empty for what has no name of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        self.named_by().map(|parameter| self.value(parameter)).unwrap_or_default()
    }

    /// The same without its name.
    #[must_use]
    pub fn nameless(&self) -> Self {
        self.named_by().map_or_else(|| self.clone(), |parameter| self.clone().with(parameter, ""))
    }

    const fn named_by(&self) -> Option<&'static str> {
        match self.product {
            Product::Oss => Some("bucket_name"),
            Product::Slb => Some("name"),
            Product::Ecs | Product::Ebs | Product::Eip | Product::Rds | Product::Acs => None,
        }
    }

    /// In a line of codes and numbers, which is the same in every language.
    #[must_use]
    pub fn specification(&self) -> String {
        let value = |name: &str| self.value(name);
        match self.product {
            Product::Ecs => String::new(),
            Product::Ebs => format!("{} {} GiB", value("category"), value("size")),
            Product::Eip => format!("{} Mbps", value("bandwidth")),
            Product::Rds => {
                format!("{} {} {} {} GiB", value("engine"), value("edition"), value("specification"), value("storage"))
            }
            Product::Oss => format!("{} {} GiB", value("redundancy"), value("capacity")),
            Product::Slb if value("side") == INTERNET => {
                format!("{} {} Mbps", value("specification"), value("bandwidth"))
            }
            Product::Slb => value("specification").to_owned(),
            Product::Acs => format!("{} + {} \u{d7} {}", value("masters"), value("workers"), value("specification")),
        }
    }

    /// Each parameter with the key of its label, in words; without those that nothing is said for.
    #[must_use]
    pub fn in_words(&self, catalogue: &Catalogue, lang: Lang) -> Vec<(&'static str, String)> {
        let parameters = table::of(self.product).iter();
        let said = parameters.filter(|parameter| !self.value(parameter.name).is_empty());
        said.map(|parameter| (parameter.label, word(parameter.asks, self.value(parameter.name), catalogue, lang)))
            .collect()
    }
}

/// By its name, where the catalogue knows it.
fn word(asks: Asks, value: &str, catalogue: &Catalogue, lang: Lang) -> String {
    let name = match asks {
        Asks::Option(kind) => catalogue.options(kind).find(|it| it.code == value).map(|it| it.name(lang).to_owned()),
        Asks::DiskCategory => catalogue.disk_category(value).map(|it| it.name(lang).to_owned()),
        Asks::InstanceType => catalogue.instance_type(value).map(|it| lang.say(&it.label())),
        Asks::Vpc => catalogue.vpc(value).map(|it| lang.say(&it.label())),
        Asks::Vswitch => catalogue.vswitch(value).map(|it| lang.say(&it.label())),
        Asks::Side if value == INTERNET => Some(lang.t("catalogue-side-internet")),
        Asks::Side => Some(lang.t("catalogue-side-intranet")),
        Asks::SideBandwidth => Some(format!("{value} Mbps")),
        Asks::Number { unit: "", .. } | Asks::DiskSize | Asks::Host | Asks::Name { .. } | Asks::Bucket => None,
        Asks::Number { unit, .. } => Some(format!("{value} {unit}")),
    };
    name.unwrap_or_else(|| value.to_owned())
}
