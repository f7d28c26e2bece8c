//! Account requests 申请账号 (spec 1): somebody asks for an account, or for more than theirs may; operators answer.
//!
//! | word | means |
//! |---|---|
//! | applicant | who asks; a visitor, unless they have an account and are signed in |
//! | receipt | the number by which anybody looks up state and due time, and nothing more |
//! | consent | a security administrator's, where the role is more than a department's own |
//! | objection | by an administrator of the department: it stands in the way until an operator overrules it |

mod called;
pub mod commands;
mod filter;
mod form;
mod letter;
pub mod model;
mod pages;
pub mod queries;
pub mod state;
mod workflow;

use crate::{policy::Action, web::Site};

pub use form::{RequestForm, Wanted};

pub fn routes(site: &mut Site) {
    use pages::{act, export, list, look_up, new, show};

    site.get("/account-requests/new", Action::RequestAccount, new::blank)
        .post("/account-requests/new", Action::RequestAccount, new::submit)
        .get("/account-requests/{number}", Action::RequestAccount, look_up::show)
        .get("/admin/account-requests", Action::ViewAccountRequests, list::list)
        .get("/admin/account-requests.xlsx", Action::ViewAccountRequests, export::file)
        .get("/admin/account-requests.csv", Action::ViewAccountRequests, export::file)
        .get_record("/admin/account-requests/{number}", Action::ViewAccountRequests, show::show)
        .post_record("/admin/account-requests/{number}/approve", Action::AnswerAccountRequests, act::approve)
        .post_record("/admin/account-requests/{number}/refuse", Action::AnswerAccountRequests, act::refuse)
        .post_record("/admin/account-requests/{number}/consent", Action::ManageRoles, act::consent)
        .post_record("/admin/account-requests/{number}/object", Action::ObjectToAccountRequests, act::object)
        .post_record("/admin/account-requests/{number}/overrule", Action::AnswerAccountRequests, act::overrule);
}
