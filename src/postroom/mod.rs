//! What leaves the portal, as administrators look after it (spec 6, mail).
//!
//! Words: the *outbox* holds mails until they leave; one that couldn't be sent in a day is *parked*, and an administrator
//! *resends* it or *drops* it. A *template* is the words of a kind of mail in a language; the *built-in* ones are said
//! until others are kept.

pub mod outbox;
pub mod robots;
pub mod templates;

use crate::web::Site;

pub fn routes(site: &mut Site) {
    outbox::routes(site);
    robots::routes(site);
    templates::routes(site);
}
