//! Parameters as cells of a spreadsheet.

use super::{Parameters, fields::choices, table};
use crate::{
    catalogue::{form::chosen_by, model::Catalogue},
    web::import::Row,
};

impl Parameters {
    /// The same with what the cells of `row` say; an empty cell says nothing.
    #[must_use]
    pub fn filled(&self, row: &Row, catalogue: &Catalogue, hosts: &[(String, String)]) -> Self {
        let said = table::of(self.product).iter().filter(|parameter| !row.said(parameter.name).is_empty());
        said.fold(self.clone(), |filled, parameter| {
            let offered = |lang| choices(parameter.asks, "", catalogue, hosts, lang);
            filled.with(parameter.name, &chosen_by(row.said(parameter.name), offered))
        })
    }
}
