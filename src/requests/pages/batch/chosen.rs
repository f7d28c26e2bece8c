//! What lies in a cart, as it is shown: each with what it is and costs, and all of it together.

use crate::{
    catalogue::pricing::PriceList,
    money::Money,
    requests::{
        cart::{Cart, Steps},
        details::Details,
        filing::{AT_ITEMS, Desk},
        pages::form_page::price,
    },
    text::Text,
    web::{
        form::{Errors, Field},
        i18n::Lang,
    },
};

pub struct Chosen {
    pub rows: Vec<ChosenRow>,
    /// What all of it costs a month.
    pub total: Text,
    /// Where it is said that there are none, or too many.
    pub field: Field,
}

pub struct ChosenRow {
    /// Where what is wrong with it is said.
    pub field: Field,
    pub place: i32,
    /// The key of the product's name.
    pub product: &'static str,
    pub summary: String,
    /// Each parameter with the key of its label.
    pub parameters: Vec<(&'static str, String)>,
    /// What it costs a month, where that can be told.
    pub monthly: Option<Money>,
    /// Where it is changed.
    pub edit: String,
}

impl Chosen {
    #[must_use]
    pub fn of(cart: &Cart, desk: &Desk, steps: &Steps, lang: Lang, errors: &Errors) -> Self {
        let row = |(place, item): (i32, &Details)| ChosenRow {
            field: Field::new("item", "request-items", "")
                .in_row(usize::try_from(place).unwrap_or_default())
                .checked(errors),
            place,
            product: item.product().label(),
            summary: item.summary(),
            parameters: item.in_words(&desk.catalogue, lang),
            monthly: monthly(item, &desk.prices),
            edit: steps.item(item.product(), place),
        };
        Self {
            rows: cart.form.asked.each().map(row).collect(),
            total: price(&cart.form.asked, &desk.prices),
            field: Field::new(AT_ITEMS, "request-batch-chosen", "").checked(errors),
        }
    }
}

fn monthly(item: &Details, prices: &PriceList) -> Option<Money> {
    prices.monthly(item.item()?.as_ref()).ok()
}
