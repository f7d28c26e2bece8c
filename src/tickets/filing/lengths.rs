//! All that a draft is checked for (spec 0, "Nothing typed is lost").

use super::{
    access::{self, Way},
    form::TicketForm,
    mapping::{self, Side},
    server::{change, create, recycle},
    support,
};
use crate::{
    tickets::{around::LONGEST_COPIES, details::Fields, purpose},
    web::form::Errors,
};

pub use crate::web::form::at_most;

/// Characters of a phone number, with extension.
const PHONE: usize = 40;
/// Characters of an address of mail, by the standard.
const EMAIL: usize = 254;
/// Characters of an address, a port or another single word.
pub const WORD: usize = 60;
pub const FILING_NO: usize = 100;
pub const REMARKS: usize = 500;
/// Characters of 256 ranges of addresses, with room for blanks.
pub const ADDRESSES: usize = 12_000;

/// Notes every field that is longer than what can be kept of it.
pub fn check(form: &TicketForm, errors: &mut Errors) {
    errors.take("description", purpose::check_length(&form.description));
    errors.take("contact_phone", at_most(&form.contact_phone, PHONE));
    errors.take("contact_email", at_most(&form.contact_email, EMAIL));
    errors.take("cc_emails", at_most(&form.cc_emails, LONGEST_COPIES));
    let kind = form.details.kind();
    match form.own() {
        Fields::Mapping(details) => mapping::check_lengths(Side::of(kind), details, errors),
        Fields::Access(details) => access::check_lengths(Way::of(kind), details, errors),
        Fields::ServerCreate(details) => create::check_lengths(details, errors),
        Fields::ServerChange(details) => change::check_lengths(details, errors),
        Fields::ServerRecycle(details) => recycle::check_lengths(details, errors),
        Fields::Support(details) => support::check_lengths(details, errors),
    }
    mapping::check_rows(&form.pasted_rows, errors);
}
