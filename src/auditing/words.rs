//! The log's names of actions, records and fields, in words.

use crate::{text::Text, web::i18n::Lang};

/// Whom the portal calls itself.
pub const SYSTEM: &str = "system";

/// Every action that anything writes; a test looks for those that are missing.
const ACTIONS: [(&str, &str); 83] = [
    ("signIn", "audit-action-sign-in"),
    ("signOut", "audit-action-sign-out"),
    ("lockUser", "audit-action-lock-user"),
    ("noticeNewAddress", "audit-action-notice-new-address"),
    ("createUser", "audit-action-create-user"),
    ("updateProfile", "audit-action-update-profile"),
    ("changePassword", "audit-action-change-password"),
    ("requestPasswordReset", "audit-action-request-password-reset"),
    ("revokeSession", "audit-action-revoke-session"),
    ("beginSecondFactor", "audit-action-begin-second-factor"),
    ("enableSecondFactor", "audit-action-enable-second-factor"),
    ("disableSecondFactor", "audit-action-disable-second-factor"),
    ("resetSecondFactor", "audit-action-reset-second-factor"),
    ("renewRecoveryCodes", "audit-action-renew-recovery-codes"),
    ("storeRecoveryCodes", "audit-action-store-recovery-codes"),
    ("useRecoveryCode", "audit-action-use-recovery-code"),
    ("createApplication", "audit-action-create-application"),
    ("updateApplication", "audit-action-update-application"),
    ("createProject", "audit-action-create-project"),
    ("updateProject", "audit-action-update-project"),
    ("archiveProject", "audit-action-archive-project"),
    ("restoreProject", "audit-action-restore-project"),
    ("takeOverProject", "audit-action-take-over-project"),
    ("createPoolIp", "audit-action-create-pool-ip"),
    ("updatePoolIp", "audit-action-update-pool-ip"),
    ("createHost", "audit-action-create-host"),
    ("updateHost", "audit-action-update-host"),
    ("importHosts", "audit-action-import-hosts"),
    ("removeMapping", "audit-action-remove-mapping"),
    ("createCase", "audit-action-create-case"),
    ("updateCase", "audit-action-update-case"),
    ("submitCase", "audit-action-submit-case"),
    ("acceptCase", "audit-action-accept-case"),
    ("askCase", "audit-action-ask-case"),
    ("replyCase", "audit-action-reply-case"),
    ("returnCase", "audit-action-return-case"),
    ("resolveCase", "audit-action-resolve-case"),
    ("closeCase", "audit-action-close-case"),
    ("reopenCase", "audit-action-reopen-case"),
    ("cancelCase", "audit-action-cancel-case"),
    ("urgeCase", "audit-action-urge-case"),
    ("assignCase", "audit-action-assign-case"),
    ("messageCase", "audit-action-message-case"),
    ("secretMessageCase", "audit-action-secret-message-case"),
    ("readSecretMessage", "audit-action-read-secret-message"),
    ("updateCaseContact", "audit-action-update-case-contact"),
    ("remindCase", "audit-action-remind-case"),
    ("deleteCase", "audit-action-delete-case"),
    ("requestAuthorization", "audit-action-request-authorization"),
    ("grantAuthorization", "audit-action-grant-authorization"),
    ("refuseAuthorization", "audit-action-refuse-authorization"),
    ("revokeAuthorization", "audit-action-revoke-authorization"),
    ("cancelAuthorization", "audit-action-cancel-authorization"),
    ("expireAuthorization", "audit-action-expire-authorization"),
    ("readAuthorization", "audit-action-read-authorization"),
    ("scanCaseUrls", "audit-action-scan-case-urls"),
    ("reportCaseUrls", "audit-action-report-case-urls"),
    ("labelCase", "audit-action-label-case"),
    ("relateCase", "audit-action-relate-case"),
    ("copyCase", "audit-action-copy-case"),
    ("createLabel", "audit-action-create-label"),
    ("updateLabel", "audit-action-update-label"),
    ("deleteLabel", "audit-action-delete-label"),
    ("updateTargets", "audit-action-update-targets"),
    ("createCatalogueEntry", "audit-action-create-catalogue-entry"),
    ("updateCatalogueEntry", "audit-action-update-catalogue-entry"),
    ("retireCatalogueEntry", "audit-action-retire-catalogue-entry"),
    ("restoreCatalogueEntry", "audit-action-restore-catalogue-entry"),
    ("importCatalogue", "audit-action-import-catalogue"),
    ("setPrice", "audit-action-set-price"),
    ("withdrawPrice", "audit-action-withdraw-price"),
    ("importPrices", "audit-action-import-prices"),
    ("createComplaint", "audit-action-create-complaint"),
    ("replyComplaint", "audit-action-reply-complaint"),
    ("answerComplaint", "audit-action-answer-complaint"),
    ("closeComplaint", "audit-action-close-complaint"),
    ("createFilter", "audit-action-create-filter"),
    ("updateFilter", "audit-action-update-filter"),
    ("deleteFilter", "audit-action-delete-filter"),
    ("createScores", "audit-action-create-scores"),
    ("readAuditLog", "audit-action-read-audit-log"),
    ("exportAuditLog", "audit-action-export-audit-log"),
    ("verifyAuditLog", "audit-action-verify-audit-log"),
];

const RESOURCES: [(&str, &str); 16] = [
    ("user", "audit-resource-user"),
    ("application", "audit-resource-application"),
    ("project", "audit-resource-project"),
    ("pool_ip", "audit-resource-pool-ip"),
    ("host", "audit-resource-host"),
    ("mapping", "audit-resource-mapping"),
    ("case", "audit-resource-case"),
    ("audit_log", "audit-resource-audit-log"),
    ("label", "audit-resource-label"),
    ("complaint", "complaint-title"),
    ("target", "audit-resource-target"),
    ("catalogue_entry", "audit-resource-catalogue-entry"),
    ("catalogue_import", "audit-resource-catalogue-import"),
    ("price", "audit-resource-price"),
    ("price_import", "audit-resource-price-import"),
    ("saved_filter", "audit-resource-saved-filter"),
];

const FIELDS: [(&str, &str); 89] = [
    ("username", "account-username"),
    ("display_name", "account-display-name"),
    ("phone", "account-phone"),
    ("email", "account-email"),
    ("language", "account-language"),
    ("mail_preference", "account-mail"),
    ("roles", "account-roles"),
    ("department", "account-department"),
    ("codes_left", "account-codes-left"),
    ("sessions", "account-sessions"),
    ("address", "audit-field-address"),
    ("name", "audit-field-name"),
    ("description", "audit-field-description"),
    ("contact", "audit-field-contact"),
    ("owner", "project-owner"),
    ("keeper", "project-keeper"),
    ("attachments", "project-attachments"),
    ("contact_phone", "audit-field-contact-phone"),
    ("contact_email", "audit-field-contact-email"),
    ("state", "audit-field-state"),
    ("line", "audit-field-line"),
    ("note", "audit-field-note"),
    ("floating_ip", "audit-field-floating-ip"),
    ("application", "audit-resource-application"),
    ("project", "audit-resource-project"),
    ("region", "audit-field-region"),
    ("specification", "audit-field-specification"),
    ("source", "audit-field-source"),
    ("mapping", "audit-resource-mapping"),
    ("target", "audit-field-target"),
    ("ticket", "audit-resource-case"),
    ("assignee", "audit-field-assignee"),
    ("timeliness", "audit-field-timeliness"),
    ("result", "audit-field-result"),
    ("text", "audit-field-text"),
    ("rows", "audit-field-rows"),
    ("kind", "audit-field-kind"),
    ("access_url", "audit-field-access-url"),
    ("filing_no", "audit-field-filing-no"),
    ("remarks", "audit-field-note"),
    ("validity", "audit-field-validity"),
    ("due_at", "audit-field-due-at"),
    ("opened", "audit-field-opened"),
    ("urges", "audit-field-urges"),
    ("seals", "audit-field-seals"),
    ("entries", "audit-field-entries"),
    ("unsealed", "audit-field-unsealed"),
    ("until", "audit-field-until"),
    ("hash", "audit-field-hash"),
    ("broken_at", "audit-field-broken-at"),
    ("q", "list-keywords"),
    ("from", "audit-from"),
    ("to", "audit-to"),
    ("sort", "audit-field-sort"),
    ("public_ip", "audit-field-public-ip"),
    ("public_port", "audit-field-public-port"),
    ("internal_port", "audit-field-internal-port"),
    ("protocol", "audit-field-protocol"),
    ("whitelist", "audit-field-whitelist"),
    ("valid_until", "audit-field-valid-until"),
    ("labels", "ticket-labels"),
    ("relations", "ticket-relations"),
    ("cc_emails", "ticket-field-cc-emails"),
    ("colour", "ticket-label-colour"),
    ("working_days", "ticket-target-days"),
    ("authorisation", "authorisation-title"),
    ("port", "authorisation-port"),
    ("type", "support-field-type"),
    ("category", "support-field-category"),
    ("problem", "support-field-problem"),
    ("severity", "support-field-severity"),
    ("contact_hours", "support-field-contact-hours"),
    ("access", "authorisation-target"),
    ("person", "audit-person"),
    ("record", "audit-record"),
    ("action", "audit-action"),
    ("code", "catalogue-entry-code"),
    ("name_en", "catalogue-entry-name-en"),
    ("vcpus", "catalogue-entry-vcpus"),
    ("memory", "catalogue-entry-memory"),
    ("least_disk", "catalogue-entry-least-disk"),
    ("system_least", "catalogue-entry-system-least"),
    ("system_most", "catalogue-entry-system-most"),
    ("data_least", "catalogue-entry-data-least"),
    ("data_most", "catalogue-entry-data-most"),
    ("amount", "price-amount-yuan"),
    ("valid_from", "price-from"),
    ("list", "saved-filter-list"),
    ("query", "saved-filter-query"),
];

fn find(table: &[(&'static str, &'static str)], code: &str) -> Option<(&'static str, &'static str)> {
    table.iter().copied().find(|(known, _)| *known == code)
}

pub fn action(code: &str) -> Option<Text> {
    find(&ACTIONS, code).map(|(_, label)| Text::new(label))
}

/// The code, if anything is called so.
pub fn known_action(code: &str) -> Option<&'static str> {
    find(&ACTIONS, code).map(|(code, _)| code)
}

/// Codes and words of all actions, in the order of a menu.
pub fn actions() -> impl Iterator<Item = (&'static str, Text)> {
    ACTIONS.into_iter().map(|(code, label)| (code, Text::new(label)))
}

pub fn resource(code: &str) -> Option<Text> {
    find(&RESOURCES, code).map(|(_, label)| Text::new(label))
}

pub fn field(code: &str) -> Option<Text> {
    find(&FIELDS, code).map(|(_, label)| Text::new(label))
}

/// Whether somebody means the portal itself, in either language.
pub fn means_system(typed: &str) -> bool {
    typed.eq_ignore_ascii_case(SYSTEM) || Lang::ALL.iter().any(|lang| lang.t("audit-system") == typed)
}
