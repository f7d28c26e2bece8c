//! All that a draft is checked for (spec 0, "Nothing typed is lost").

use super::form::{MAX_ROWS, MappingForm};
use crate::{
    network::access_url,
    text::Text,
    tickets::{around::LONGEST_COPIES, purpose},
    web::form::Errors,
};

/// Characters of a phone number, with extension.
const PHONE: usize = 40;
/// Characters of an address of mail, by the standard.
const EMAIL: usize = 254;
/// Characters of an address, a port or another single word.
const WORD: usize = 60;
pub const FILING_NO: usize = 100;
pub const REMARKS: usize = 500;
/// Characters of 256 ranges of addresses, with room for blanks.
const WHITELIST: usize = 12_000;

/// Notes every field that is longer than what can be kept of it.
pub fn check(form: &MappingForm, errors: &mut Errors) {
    errors.take("description", purpose::check_length(&form.description));
    let details = &form.details;
    let mut check = |field: String, value: &str, limit: usize| {
        errors.take(field, at_most(value, limit));
    };
    check("contact_phone".to_owned(), &form.contact_phone, PHONE);
    check("contact_email".to_owned(), &form.contact_email, EMAIL);
    check("cc_emails".to_owned(), &form.cc_emails, LONGEST_COPIES);
    check("public_ip".to_owned(), &details.public_ip, WORD);
    for (number, row) in (1..).zip(&details.rows) {
        check(format!("public_port-{number}"), &row.public_port, WORD);
        check(format!("floating_ip-{number}"), &row.floating_ip, WORD);
        check(format!("internal_port-{number}"), &row.internal_port, WORD);
        check(format!("protocol-{number}"), &row.protocol, WORD);
        check(format!("access_url-{number}"), &row.access_url, access_url::MAX_LENGTH);
    }
    check("whitelist".to_owned(), &details.whitelist, WHITELIST);
    check("validity".to_owned(), &details.validity, WORD);
    check("valid_until".to_owned(), &details.valid_until, WORD);
    check("filing_no".to_owned(), &details.filing_no, FILING_NO);
    check("remarks".to_owned(), &details.remarks, REMARKS);
    check("renews".to_owned(), &details.renews, WORD);
    check_rows(form, errors);
}

/// # Errors
/// When `value` has more characters than `limit`.
pub fn at_most(value: &str, limit: usize) -> Result<(), Text> {
    match value.chars().count() {
        count if count > limit => Err(Text::new("ticket-too-long").with("count", count).with("limit", limit)),
        _ => Ok(()),
    }
}

/// What was pasted and found no room.
pub fn check_rows(form: &MappingForm, errors: &mut Errors) {
    let left = form.pasted_rows.lines().count();
    if left > 0 {
        errors.add("pasted_rows", Text::new("ticket-rows-too-many").with("limit", MAX_ROWS).with("left", left));
    }
}
