//! The form of one item, as it is typed, and its buttons.

use crate::{
    catalogue::product::Product,
    requests::{cart::Cart, details::Details, filing::Desk},
    web::form::{Errors, FieldReader, Fields, Press},
};

#[derive(Clone, Debug)]
pub struct ItemForm {
    pub details: Details,
    /// Of what lies in the cart and is changed.
    pub place: Option<i32>,
    /// Rows of a spreadsheet.
    pub pasted: String,
}

/// A button of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPress {
    /// Into the cart, or back to its place.
    Put,
    /// One more of each pasted row.
    Paste,
    /// What it would cost.
    Price,
    Copy(i32),
    Remove(i32),
    Disks(Press),
    Unknown,
}

impl ItemForm {
    /// What fits together, like the last of its kind in the cart.
    #[must_use]
    pub fn offered(product: Product, cart: &Cart, desk: &Desk) -> Self {
        let like = cart.picks().iter().rev().find(|pick| pick.details.product() == product);
        let details = like.map_or_else(
            || Details::offered(product, &desk.catalogue, desk.offer(&cart.form.region)),
            |pick| pick.details.nameless(),
        );
        Self { details, place: None, pasted: String::new() }
    }

    #[must_use]
    pub fn read(product: Product, fields: &mut FieldReader<'_>) -> Self {
        let mut details = Details::read(product, fields);
        details.tidy();
        Self { details, place: fields.text("item").parse().ok(), pasted: fields.text("pasted") }
    }

    /// What is typed, if it can be asked for.
    ///
    /// # Errors
    /// Every refusal there is.
    pub fn details(&self, desk: &Desk, region: &str, mut errors: Errors) -> Result<Details, Errors> {
        self.details.check(&desk.catalogue, desk.catalogue.region(region), &desk.addresses(), &mut errors);
        if !self.pasted.trim().is_empty() {
            errors.add("pasted", "request-paste-waits");
        }
        errors.finish(|| Some(self.details.kept()))
    }

    pub fn rearrange(&mut self, press: Press) {
        if let Details::Server(server) = &mut self.details {
            press.rearrange(&mut server.disks);
        }
    }
}

impl ItemPress {
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let at = |number: usize| i32::try_from(number).unwrap_or_default();
        if let Some(pressed) = fields.first("items") {
            return match Press::of_rows(pressed) {
                Press::CopyRow(number) => Self::Copy(at(number)),
                Press::RemoveRow(number) => Self::Remove(at(number)),
                _ => Self::Unknown,
            };
        }
        match (fields.first("action"), Press::of(fields)) {
            (_, press @ (Press::AddRow | Press::CopyRow(_) | Press::RemoveRow(_))) => Self::Disks(press),
            (Some("add"), _) => Self::Put,
            (Some("paste"), _) => Self::Paste,
            (Some("price"), _) => Self::Price,
            _ => Self::Unknown,
        }
    }
}
