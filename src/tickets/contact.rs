//! Whom operators call about a ticket (spec 2, "Every ticket has").

use crate::web::form::{Errors, FieldReader, FromFields};
pub use crate::web::form::{email, phone};

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactForm {
    pub contact_phone: String,
    pub contact_email: String,
}

/// Numbers that can be dialled and addresses that can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub phone: String,
    pub email: String,
}

impl FromFields for ContactForm {
    fn from_fields(fields: &mut FieldReader<'_>) -> Self {
        Self { contact_phone: fields.text("contact_phone"), contact_email: fields.text("contact_email") }
    }
}

impl ContactForm {
    /// # Errors
    /// At `contact_phone` or `contact_email`.
    pub fn parse(&self, mut errors: Errors) -> Result<Contact, Errors> {
        let phone = errors.take("contact_phone", phone(&self.contact_phone));
        let email = errors.take("contact_email", email(&self.contact_email));
        errors.finish(|| Some(Contact { phone: phone?, email: email? }))
    }
}
