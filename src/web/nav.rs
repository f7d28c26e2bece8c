//! The navigation at the left, as far as its reader may go.

use crate::policy::{Action, Actor};

/// Links under one heading.
#[derive(Clone, Debug)]
pub struct NavSection {
    pub title: Option<&'static str>,
    pub links: Vec<NavLink>,
}

#[derive(Clone, Debug)]
pub struct NavLink {
    pub href: &'static str,
    pub icon: &'static str,
    pub label: &'static str,
    pub current: bool,
    /// What waits there for its reader, to a hundred, and the key of what that is.
    pub waiting: i64,
    pub waits: &'static str,
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Waiting {
    pub decisions: i64,
    /// Mails that couldn't be sent.
    pub parked_mails: i64,
    /// Requests for accounts, to answer or to consent to.
    pub account_requests: i64,
}

/// Where decisions wait.
const APPROVALS: &str = "/approvals";
/// Where mails lie that couldn't be sent.
const OUTBOX: &str = "/admin/outbox";

/// Where requests for accounts wait.
const ACCOUNT_REQUESTS: &str = "/admin/account-requests";

/// (address, icon, label, what it takes to go there)
type Entry = (&'static str, &'static str, &'static str, Action);

static SECTIONS: [(Option<&str>, &[Entry]); 7] = [
    (None, &[("/", "home", "nav-dashboard", Action::ViewDashboard)]),
    (
        Some("nav-resources"),
        &[
            (APPROVALS, "inbox", "nav-approvals", Action::ViewApprovals),
            ("/resources/apply", "cart", "nav-apply", Action::Apply),
            ("/resources/requests", "list", "nav-requests", Action::ViewResources),
            ("/resources/times", "clock", "request-times", Action::ViewRequestTimes),
            ("/resources", "cloud", "nav-resource-list", Action::ViewResources),
            ("/projects", "layers", "project-heading", Action::ViewResources),
            ("/quotas", "gauge", "quota-title", Action::ViewQuotas),
            ("/quotas/approvals", "inbox", "nav-quota-approvals", Action::ApproveQuotas),
        ],
    ),
    (
        Some("nav-services"),
        &[
            ("/applications", "app", "nav-applications", Action::ViewApplications),
            ("/tickets", "ticket", "nav-tickets", Action::QueryTickets),
            ("/complaints", "message", "complaint-title", Action::Complain),
        ],
    ),
    (
        Some("nav-network"),
        &[
            ("/network/internet-ips", "globe", "nav-internet-ips", Action::ViewNetwork),
            ("/network/extranet-ips", "globe", "nav-extranet-ips", Action::ViewNetwork),
            ("/network/ports", "plug", "nav-ports", Action::ViewNetwork),
            ("/network/hosts", "server", "nav-hosts", Action::ViewNetwork),
            ("/network/vpcs", "layers", "network-vpcs", Action::ViewNetwork),
            ("/network/removals", "trash", "nav-removals", Action::HandleTickets),
            ("/network/recertification", "refresh", "nav-recertification", Action::RecertifyMappings),
            ("/network/recertification/round", "refresh", "network-round", Action::HandleTickets),
        ],
    ),
    (
        Some("nav-bills"),
        &[
            ("/bills", "bill", "bill-own", Action::ViewBills),
            ("/bills/departments", "building", "bill-departments", Action::ViewBills),
            ("/bills/statistics", "gauge", "bill-statistics", Action::ViewBills),
            ("/bills/generate", "refresh", "bill-generate", Action::RunBilling),
            ("/bills/prices", "list", "price-list", Action::ManagePrices),
        ],
    ),
    (
        Some("nav-admin"),
        &[
            ("/admin/users", "users", "people-users", Action::ManageUsers),
            ("/admin/grants", "key", "people-grants-title", Action::ManageRoles),
            (ACCOUNT_REQUESTS, "inbox", "account-request-title", Action::ViewAccountRequests),
            ("/admin/complaints", "message", "complaint-title", Action::AnswerComplaints),
            ("/admin/quotas", "layers", "quota-totals", Action::ManageQuotas),
            ("/admin/departments", "building", "organisation-departments", Action::ManageDepartments),
            ("/admin/regions", "globe", "organisation-regions", Action::ManageDepartments),
            ("/admin/ticket-groups", "users", "organisation-groups", Action::ManageDepartments),
            ("/admin/ip-pools", "globe", "network-ip-pools", Action::ManageIpPools),
            ("/admin/risk-ports", "shield", "network-risk-ports", Action::ManageRiskPorts),
            ("/admin/calendar", "calendar", "calendar-heading", Action::ManageCalendar),
            ("/admin/announcements", "bell", "announcement-heading", Action::ManageAnnouncements),
            ("/admin/maintenance", "refresh", "maintenance-heading", Action::ManageSettings),
            ("/admin/settings", "settings", "settings-heading", Action::ManageSettings),
            ("/admin/catalogue", "cloud", "catalogue-heading", Action::ManageCatalogue),
            ("/admin/flows", "list", "request-flows", Action::ViewFlows),
            ("/admin/targets", "clock", "ticket-targets", Action::ManageTargets),
            (OUTBOX, "mail", "postroom-outbox", Action::ManageOutbox),
            ("/admin/mail-templates", "edit", "postroom-templates", Action::ManageMailTemplates),
            ("/admin/webhooks", "message", "robot-heading", Action::ManageWebhooks),
            ("/admin/audit", "shield", "nav-audit", Action::ReadAudit),
        ],
    ),
    (
        Some("nav-other"),
        &[
            ("/messages", "bell", "nav-messages", Action::ReadMessages),
            ("/help", "help", "help-title", Action::ReadHelp),
            ("/permissions", "key", "nav-permissions", Action::ViewPermissions),
        ],
    ),
];

/// The sections with a link this person may follow.
#[must_use]
pub fn sections(who: &Actor, path: &str, waiting: Waiting) -> Vec<NavSection> {
    SECTIONS
        .iter()
        .map(|&(title, entries)| NavSection { title, links: links(who, nearest(path), waiting, entries) })
        .filter(|section| !section.links.is_empty())
        .collect()
}

/// Pages that belong to an entry which they don't lie below.
const BELONGING: [(&str, &str); 1] = [("/resources/batch", "/resources/apply")];

/// The entry that `path` lies in: of one below another, the lower.
fn nearest(path: &str) -> Option<&'static str> {
    if let Some((_, href)) = BELONGING.iter().find(|(page, _)| is_at(path, page)) {
        return Some(href);
    }
    let all = SECTIONS.iter().flat_map(|(_, entries)| entries.iter()).map(|(href, _, _, _)| *href);
    all.filter(|href| is_at(path, href)).max_by_key(|href| href.len())
}

fn links(who: &Actor, nearest: Option<&str>, waiting: Waiting, entries: &[Entry]) -> Vec<NavLink> {
    entries
        .iter()
        .filter(|(_, _, _, action)| who.may(*action))
        .map(|&(href, icon, label, _)| NavLink {
            href,
            icon,
            label,
            current: nearest == Some(href),
            waiting: match href {
                APPROVALS => waiting.decisions,
                OUTBOX => waiting.parked_mails,
                ACCOUNT_REQUESTS => waiting.account_requests,
                _ => 0,
            },
            waits: match href {
                OUTBOX => "nav-parked-mails",
                ACCOUNT_REQUESTS => "nav-account-requests-waiting",
                _ => "nav-waiting",
            },
        })
        .collect()
}

/// What the navigation calls the page at `path`.
#[must_use]
pub fn label(path: &str) -> Option<&'static str> {
    entry(path).map(|(_, _, label, _)| *label)
}

/// The address `path` itself, where the navigation leads this person there.
#[must_use]
pub fn open_to(who: &Actor, path: &str) -> Option<&'static str> {
    entry(path).filter(|(_, _, _, action)| who.may(*action)).map(|(href, _, _, _)| *href)
}

fn entry(path: &str) -> Option<&'static Entry> {
    SECTIONS.iter().flat_map(|(_, entries)| entries.iter()).find(|(href, _, _, _)| *href == path)
}

/// Whether `path` is `section` or lies below it; the root is only itself.
#[must_use]
pub fn is_at(path: &str, section: &str) -> bool {
    path == section || section != "/" && path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_at;

    #[test]
    fn a_page_below_a_section_is_in_it_and_one_beside_it_is_not() {
        assert!(is_at("/tickets/GD202611220001", "/tickets"));
        assert!(!is_at("/ticketsale", "/tickets"));
        assert!(!is_at("/tickets", "/"));
    }
}
