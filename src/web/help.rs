//! Which guide tells about the page one is on.

use super::nav::is_at;

/// (address, guide): the longest address that a page lies at or below decides.
const GUIDES: [(&str, &str); 37] = [
    ("/me", "accounts"),
    ("/permissions", "accounts"),
    ("/admin/users", "first-day-platform"),
    ("/admin/grants", "first-day-security"),
    ("/admin/account-requests", "accounts"),
    ("/admin/departments", "first-day-platform"),
    ("/admin/calendar", "working-days"),
    ("/admin/audit", "first-day-auditor"),
    ("/admin/flows", "approvals"),
    ("/admin/outbox", "messages"),
    ("/admin/mail-templates", "messages"),
    ("/admin/catalogue", "first-day-platform"),
    ("/admin/targets", "working-days"),
    ("/tickets", "tickets"),
    ("/tickets/new/internet-mapping", "ports"),
    ("/tickets/new/extranet-mapping", "ports"),
    ("/tickets/new/internet-access", "access"),
    ("/tickets/new/extranet-access", "access"),
    ("/tickets/new/tenant-access", "access"),
    ("/tickets/new/server-create", "servers"),
    ("/tickets/new/server-change", "servers"),
    ("/tickets/new/server-recycle", "servers"),
    ("/applications", "tickets"),
    ("/network", "ports"),
    ("/network/hosts", "servers"),
    ("/network/vpcs", "servers"),
    ("/projects", "requests"),
    ("/resources", "requests"),
    ("/resources/times", "working-days"),
    ("/approvals", "approvals"),
    ("/quotas", "quotas"),
    ("/bills", "bills"),
    ("/bills/generate", "billing"),
    ("/admin/quotas", "quotas"),
    ("/bills/prices", "first-day-manager"),
    ("/messages", "messages"),
    ("/search", "lists"),
];

/// The address of the help that is nearest to the page at `path`.
#[must_use]
pub fn about(path: &str) -> String {
    let nearest = GUIDES.iter().filter(|(page, _)| is_at(path, page)).max_by_key(|(page, _)| page.len());
    nearest.map_or_else(|| "/help".to_owned(), |(_, guide)| format!("/help/{guide}"))
}

/// Every guide that a page leads to.
pub fn guides() -> impl Iterator<Item = &'static str> {
    GUIDES.iter().map(|(_, guide)| *guide)
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn the_nearest_guide_is_that_of_the_longest_address() {
        assert_eq!(about("/tickets/GD202611220001"), "/help/tickets");
        assert_eq!(about("/tickets/new/internet-mapping"), "/help/ports");
        assert_eq!(about("/"), "/help");
        assert_eq!(about("/ticketsale"), "/help");
    }
}
