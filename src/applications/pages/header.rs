//! What the pages of one application have in common.

use crate::{
    applications::model::Application,
    policy::Actor,
    web::list::TabLink,
};

/// Name, tabs, and what may be done from here.
pub struct Header {
    pub application: Application,
    pub tabs: Vec<TabLink>,
    pub takes_tickets: bool,
    pub may_edit: bool,
}

/// The tabs of an application: what its address ends in, and the name.
const TABS: [(&str, &str); 4] = [
    ("", "application-tab-overview"),
    ("/tickets", "application-tab-tickets"),
    ("/hosts", "application-tab-hosts"),
    ("/ports", "application-tab-ports"),
];

impl Header {
    /// `current`: what this page's address ends in.
    pub fn new(who: &Actor, application: Application, current: &str) -> Self {
        let tab = |(ending, label): (&str, &'static str)| TabLink {
            href: format!("{}{ending}", application.path()),
            label,
            count: None,
            current: ending == current,
            hot: false,
        };
        Self {
            tabs: TABS.into_iter().map(tab).collect(),
            takes_tickets: application.takes_tickets_of(who),
            may_edit: application.may_be_managed_by(who),
            application,
        }
    }
}
