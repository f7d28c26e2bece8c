//! The fields of a form, with what they offer.

use super::{
    INTERNET, INTRANET, Parameters,
    table::{self, Asks, Parameter},
};
use crate::{
    catalogue::{
        form::{
            disk_choices, instance_type_choices,
            names::{option_choices, vpc_choices, vswitch_choices},
        },
        model::Catalogue,
    },
    web::{
        form::{Change, Choice, Errors, Field},
        i18n::Lang,
    },
};

pub struct ParameterField {
    pub field: Field,
    /// Empty where it is typed.
    pub choices: Vec<Choice>,
    pub is_number: bool,
}

impl ParameterField {
    /// Beside what somebody else made of it meanwhile.
    #[must_use]
    pub fn change(&self, now: &Parameters) -> Change {
        let now = now.value(self.field.name());
        if self.choices.is_empty() {
            Change::of(&self.field, now)
        } else {
            Change::chosen(&self.field, &self.choices, now)
        }
    }
}

impl Parameters {
    /// `hosts` are the department's, by their floating IPs and names.
    #[must_use]
    pub fn fields(
        &self,
        catalogue: &Catalogue,
        hosts: &[(String, String)],
        lang: Lang,
        errors: &Errors,
    ) -> Vec<ParameterField> {
        let field = |parameter: &Parameter| {
            let value = self.value(parameter.name);
            let field = Field::new(parameter.name, parameter.label, value).checked(errors);
            let field = if parameter.hint.is_empty() { field } else { field.hinted(parameter.hint) };
            let is_free = matches!(parameter.asks, Asks::Host | Asks::SideBandwidth);
            ParameterField {
                field: if is_free { field } else { field.required() },
                choices: choices(parameter.asks, value, catalogue, hosts, lang),
                is_number: matches!(parameter.asks, Asks::Number { .. } | Asks::DiskSize | Asks::SideBandwidth),
            }
        };
        table::of(self.product).iter().map(field).collect()
    }
}

/// What it offers; empty where it is typed.
pub(super) fn choices(
    asks: Asks,
    chosen: &str,
    catalogue: &Catalogue,
    hosts: &[(String, String)],
    lang: Lang,
) -> Vec<Choice> {
    match asks {
        Asks::Option(kind) => option_choices(catalogue, kind, lang, chosen),
        Asks::DiskCategory => disk_choices(catalogue, lang, chosen, None),
        Asks::InstanceType => instance_type_choices(catalogue, lang, chosen, None),
        Asks::Vpc => vpc_choices(catalogue, lang, chosen),
        Asks::Vswitch => vswitch_choices(catalogue, lang, chosen),
        Asks::Host => {
            let none = Choice::new("", lang.t("catalogue-host-none"), chosen);
            let host = |(address, name): &(String, String)| Choice::new(address, format!("{name} {address}"), chosen);
            std::iter::once(none).chain(hosts.iter().map(host)).collect()
        }
        Asks::Side => [(INTRANET, "catalogue-side-intranet"), (INTERNET, "catalogue-side-internet")]
            .map(|(code, label)| Choice::new(code, lang.t(label), chosen))
            .into(),
        Asks::DiskSize | Asks::SideBandwidth | Asks::Number { .. } | Asks::Name { .. } | Asks::Bucket => Vec::new(),
    }
}
