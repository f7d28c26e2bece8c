//! The kinds of mail there are, with what fills the gaps of their sentences: what administrators may say otherwise
//! (spec 6, mail).

/// Mails that begin with the same sentence. What isn't listed is said in the built-in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailKind {
    /// The key of its title.
    pub code: &'static str,
    /// What fills the title's gaps.
    pub gaps: &'static [&'static str],
    /// The sentences that its text is told with.
    pub texts: &'static [MailText],
}

/// One of them: its key, and what fills its gaps beside those of the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailText {
    pub key: &'static str,
    pub gaps: &'static [&'static str],
}

const fn text(key: &'static str, gaps: &'static [&'static str]) -> MailText {
    MailText { key, gaps }
}

const fn kind(code: &'static str, gaps: &'static [&'static str], texts: &'static [MailText]) -> MailKind {
    MailKind { code, gaps, texts }
}

const NUMBER: &[&str] = &["number"];
const ABOUT_TICKET: &[MailText] = &[text("ticket-told-about", &["kind", "application", "department", "filer"])];
const ABOUT_AUTHORISATION: &[MailText] = &[text("authorisation-told-about", &["target", "application", "filer"])];
const ABOUT_COMPLAINT: &[MailText] = &[text("complaint-told-about", &["department", "filer"])];
const OF_REQUEST: &[&str] = &["number", "review"];
const ABOUT_REQUEST: &[MailText] = &[
    text("request-told-about", &["product", "summary", "project", "department", "applicant", "next"]),
    text("request-told-about-changed", &["product", "summary", "project", "department", "applicant", "fields", "next"]),
];
const OF_OPENINGS: &[&str] = &["ports", "what", "ticket", "application", "department"];
const OF_ENDING_OPENINGS: &[&str] = &["ports", "what", "ticket", "application", "department", "day", "when"];
const OF_ACCOUNT_REQUEST: &[&str] = &["number", "name", "department", "role", "due"];
const ABOUT_ACCOUNT_REQUEST: &[MailText] = &[text("account-request-told-about", &[])];
const OF_QUOTA: &[&str] = &["number", "department", "parent", "applicant", "count"];
const ABOUT_QUOTA: &[MailText] = &[text("quota-told-about", &[])];
const OF_BILL: &[&str] = &["number", "month", "whose", "amount", "round"];
const ABOUT_BILL: &[MailText] = &[text("bill-told-about", &[])];
const OF_DELEGATION: &[&str] = &["delegator", "delegate", "first", "last"];
const ABOUT_DELEGATION: &[MailText] = &[text("delegation-told-days", &[])];

/// All of them, in the order in which administrators read them.
pub const KINDS: [MailKind; 86] = [
    kind("ticket-told-submitted", NUMBER, ABOUT_TICKET),
    kind("ticket-told-accepted", NUMBER, ABOUT_TICKET),
    kind("ticket-told-asked", NUMBER, ABOUT_TICKET),
    kind("ticket-told-replied", NUMBER, ABOUT_TICKET),
    kind("ticket-told-returned", NUMBER, ABOUT_TICKET),
    kind("ticket-told-resolved", NUMBER, ABOUT_TICKET),
    kind("ticket-told-completes-soon", NUMBER, ABOUT_TICKET),
    kind("ticket-told-completed", NUMBER, ABOUT_TICKET),
    kind("ticket-told-reopened", NUMBER, ABOUT_TICKET),
    kind("ticket-told-closed", NUMBER, ABOUT_TICKET),
    kind("ticket-told-urged", NUMBER, ABOUT_TICKET),
    kind("ticket-told-assigned", NUMBER, ABOUT_TICKET),
    kind("ticket-told-due-soon", NUMBER, ABOUT_TICKET),
    kind("ticket-told-overdue", NUMBER, ABOUT_TICKET),
    kind("ticket-told-nobody-handles", NUMBER, ABOUT_TICKET),
    kind("authorisation-told-asked", NUMBER, ABOUT_AUTHORISATION),
    kind("authorisation-told-granted", NUMBER, ABOUT_AUTHORISATION),
    kind("authorisation-told-refused", NUMBER, ABOUT_AUTHORISATION),
    kind("authorisation-told-revoked", NUMBER, ABOUT_AUTHORISATION),
    kind("authorisation-told-expired", NUMBER, ABOUT_AUTHORISATION),
    kind("complaint-told-filed", NUMBER, ABOUT_COMPLAINT),
    kind("complaint-told-replied", NUMBER, ABOUT_COMPLAINT),
    kind("complaint-told-answered", NUMBER, ABOUT_COMPLAINT),
    kind("request-told-to-decide", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-changed", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-approved", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-rejected", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-to-deliver", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-partly-delivered", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-delivered", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-carried-out", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-due-soon", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-overdue", OF_REQUEST, ABOUT_REQUEST),
    kind("request-told-nobody-decides", OF_REQUEST, ABOUT_REQUEST),
    kind("project-told-taken-over", &["who", "name"], &[text("project-told-taken-over-what", &[])]),
    kind(
        "network-told-ends-soon",
        OF_ENDING_OPENINGS,
        &[text("network-told-ends-soon-body", &[]), text("network-told-ends-soon-renewing", &["renewal"])],
    ),
    kind("network-told-ended", OF_OPENINGS, &[text("network-told-ended-body", &[])]),
    kind("network-told-ended-with-host", OF_OPENINGS, &[text("network-told-ended-with-host-body", &[])]),
    kind("network-told-recertify", OF_OPENINGS, &[text("network-told-recertify-body", &["since"])]),
    kind("delegation-told-delegate-named", OF_DELEGATION, ABOUT_DELEGATION),
    kind("delegation-told-delegate-changed", OF_DELEGATION, ABOUT_DELEGATION),
    kind("delegation-told-delegate-ended", OF_DELEGATION, ABOUT_DELEGATION),
    kind("delegation-told-delegator-named", OF_DELEGATION, ABOUT_DELEGATION),
    kind("delegation-told-delegator-changed", OF_DELEGATION, ABOUT_DELEGATION),
    kind("delegation-told-delegator-ended", OF_DELEGATION, ABOUT_DELEGATION),
    kind("account-reset-mail-title", &[], &[text("account-reset-mail-body", &["username", "minutes"])]),
    kind("account-invitation-title", &[], &[text("account-invitation-body", &["username", "hours"])]),
    kind("people-told-rights", &[], &[text("people-told-rights-what", &["roles", "grants"])]),
    kind("people-told-moved", &["from", "to"], &[text("people-told-moved-what", &[])]),
    kind("people-told-without-role", &["name", "username"], &[text("people-told-without-role-what", &[])]),
    kind("quota-told-filed", OF_QUOTA, ABOUT_QUOTA),
    kind("quota-told-nobody", OF_QUOTA, ABOUT_QUOTA),
    kind("quota-told-approved", OF_QUOTA, ABOUT_QUOTA),
    kind("quota-told-rejected", OF_QUOTA, ABOUT_QUOTA),
    kind("quota-told-allocating", OF_QUOTA, ABOUT_QUOTA),
    kind("quota-told-root-lacks", OF_QUOTA, ABOUT_QUOTA),
    kind("bill-told-sent", OF_BILL, ABOUT_BILL),
    kind("bill-told-resent", OF_BILL, ABOUT_BILL),
    kind("bill-told-ready", OF_BILL, ABOUT_BILL),
    kind("bill-told-rejected", OF_BILL, ABOUT_BILL),
    kind("bill-told-returned", OF_BILL, ABOUT_BILL),
    kind("bill-told-overdue", OF_BILL, ABOUT_BILL),
    kind("account-request-told-filed", OF_ACCOUNT_REQUEST, &[text("account-request-told-answer", &[])]),
    kind("account-request-told-due-soon", OF_ACCOUNT_REQUEST, &[text("account-request-told-answer", &[])]),
    kind("account-request-told-overdue", OF_ACCOUNT_REQUEST, &[text("account-request-told-answer", &[])]),
    kind("account-request-told-department", OF_ACCOUNT_REQUEST, &[text("account-request-told-may-object", &[])]),
    kind("account-request-told-consent", OF_ACCOUNT_REQUEST, &[text("account-request-told-consent-what", &[])]),
    kind("account-request-told-approved", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-told-refused", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-told-consented", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-told-objected", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-told-overruled", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-told-expired", OF_ACCOUNT_REQUEST, ABOUT_ACCOUNT_REQUEST),
    kind("account-request-receipt-title", OF_ACCOUNT_REQUEST, &[text("account-request-receipt-body", &[])]),
    kind("account-request-mail-approved", OF_ACCOUNT_REQUEST, &[text("account-request-mail-approved-body", &[])]),
    kind("account-request-mail-refused", OF_ACCOUNT_REQUEST, &[text("account-request-mail-refused-body", &["reason"])]),
    kind("account-request-mail-expired", OF_ACCOUNT_REQUEST, &[text("account-request-mail-expired-body", &[])]),
    kind("account-locked-title", &[], &[text("account-locked-body", &["until", "address"])]),
    kind("account-elsewhere-title", &[], &[text("account-elsewhere-body", &["at", "address", "browser"])]),
    kind("account-password-changed-title", &[], &[text("account-password-changed-body", &["at", "address"])]),
    kind("account-email-changed-title", &[], &[text("account-email-changed-body", &["username", "email"])]),
    kind("account-totp-on-title", &[], &[text("account-totp-on-body", &["at", "address"])]),
    kind("account-totp-off-title", &[], &[text("account-totp-off-body", &["at", "address"])]),
    kind("account-totp-reset-title", &[], &[text("account-totp-reset-body", &["at", "address"])]),
    kind("account-codes-renewed-title", &[], &[text("account-codes-renewed-body", &["at", "address"])]),
    kind("account-code-used-title", &[], &[text("account-code-used-body", &["at", "address", "left"])]),
];

/// The key of each gap's name.
const GAPS: [(&str, &str); 49] = [
    ("number", "mail-gap-number"),
    ("kind", "mail-gap-kind"),
    ("application", "mail-gap-application"),
    ("department", "mail-gap-department"),
    ("filer", "mail-gap-filer"),
    ("target", "mail-gap-target"),
    ("review", "mail-gap-review"),
    ("product", "mail-gap-product"),
    ("summary", "mail-gap-summary"),
    ("project", "mail-gap-project"),
    ("applicant", "mail-gap-applicant"),
    ("parent", "mail-gap-parent"),
    ("count", "mail-gap-count"),
    ("month", "bill-month"),
    ("whose", "bill-whose"),
    ("amount", "bill-amount"),
    ("round", "bill-round"),
    ("fields", "mail-gap-fields"),
    ("next", "mail-gap-next"),
    ("who", "mail-gap-who"),
    ("name", "mail-gap-name"),
    ("ports", "mail-gap-ports"),
    ("what", "mail-gap-what"),
    ("ticket", "mail-gap-ticket"),
    ("day", "mail-gap-day"),
    ("when", "mail-gap-when"),
    ("renewal", "mail-gap-renewal"),
    ("since", "mail-gap-since"),
    ("delegator", "mail-gap-delegator"),
    ("delegate", "mail-gap-delegate"),
    ("first", "mail-gap-first"),
    ("last", "mail-gap-last"),
    ("username", "mail-gap-username"),
    ("minutes", "mail-gap-minutes"),
    ("until", "mail-gap-until"),
    ("address", "mail-gap-address"),
    ("at", "mail-gap-at"),
    ("browser", "mail-gap-browser"),
    ("email", "mail-gap-email"),
    ("hours", "mail-gap-hours"),
    ("roles", "mail-gap-roles"),
    ("grants", "mail-gap-grants"),
    ("from", "mail-gap-from"),
    ("to", "mail-gap-to"),
    ("role", "mail-gap-role"),
    ("due", "mail-gap-due"),
    ("reason", "mail-gap-reason"),
    ("left", "mail-gap-left"),
    ("title", "mail-gap-title"),
];

/// What a gap is called, in words.
#[must_use]
pub fn gap_label(gap: &str) -> &'static str {
    GAPS.iter().find(|(name, _)| *name == gap).map_or("mail-gap-other", |(_, label)| label)
}

impl MailKind {
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.code == code)
    }

    /// What it is about: the key of a name that the message centre's filter has too.
    #[must_use]
    pub fn group(&self) -> &'static str {
        match self.code.split('-').next() {
            Some("request") => "message-kind-request",
            Some("project") => "message-kind-project",
            Some("network") => "message-kind-network",
            Some("quota") => "message-kind-quota",
            Some("bill") => "bill-title",
            Some("account" | "delegation" | "people") => "message-kind-account",
            _ => "message-kind-ticket",
        }
    }
}

impl MailText {
    /// What fills its gaps, those of its title among them.
    #[must_use]
    pub fn gaps_with(&self, kind: &MailKind) -> Vec<&'static str> {
        let own = self.gaps.iter().filter(|gap| !kind.gaps.contains(gap));
        kind.gaps.iter().chain(own).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_once_and_every_gap_has_a_name() {
        for (nth, kind) in KINDS.iter().enumerate() {
            assert!(KINDS[..nth].iter().all(|other| other.code != kind.code), "{} twice", kind.code);
            let texts = kind.texts.iter().flat_map(|text| text.gaps);
            for gap in kind.gaps.iter().chain(texts) {
                assert_ne!(gap_label(gap), "mail-gap-other", "{gap}");
            }
        }
    }
}
