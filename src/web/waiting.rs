//! How many things wait for their reader: decisions (待我审批; spec 3, "Deciding"), requests for accounts, and mails that
//! could not be sent.

use crate::policy::{Action, Role, Scope, deciding, scope};

/// Of `users u`, to a hundred, as the bell counts: by their own right, or by that of somebody they stand in for. No
/// more than these are read of what waits for one right.
#[must_use]
pub fn column() -> String {
    let rights = deciding().map(|(role, grant, action, sector)| {
        let grant = grant.map_or("", |grant| grant.code());
        format!("('{}', '{grant}', '{}', '{}')", role.code(), action.code(), sector.code())
    });
    format!(
        "(SELECT count(*) FROM (
             SELECT DISTINCT few.id
             FROM (SELECT u.id UNION ALL SELECT delegator_id FROM delegations_in_force WHERE delegate_id = u.id)
                  AS holder (id)
             JOIN user_roles r ON r.user_id = holder.id
             JOIN (VALUES {}) AS may (role, permission, action, sector)
                  ON may.role = r.role AND (may.permission = '' OR EXISTS (
                      SELECT FROM user_grants g WHERE g.user_id = holder.id AND g.permission = may.permission))
             CROSS JOIN LATERAL (
                 SELECT w.id FROM decisions_waiting w
                 WHERE w.action = may.action AND w.sector = may.sector AND w.applicant_id NOT IN (u.id, holder.id)
                 LIMIT 100) AS few
             LIMIT 100) AS decisions) AS waiting",
        rights.collect::<Vec<_>>().join(", ")
    )
}

/// Of `users u`, to a hundred: the mails that couldn't be sent, for who looks after the outbox.
#[must_use]
pub fn parked_mails() -> String {
    format!("(CASE {} ELSE 0 END) AS parked_mails", counted_for(Action::ManageOutbox, "mails WHERE state = 'parked'"))
}

/// Of `users u`, to a hundred: requests for accounts that wait for their answer, or for their consent (spec 1).
#[must_use]
pub fn account_requests() -> String {
    let waiting = "account_requests WHERE state = 'pending' AND applicant_id IS DISTINCT FROM u.id";
    let unconsented = format!("{waiting} AND consented_at IS NULL AND role NOT IN ('dept_user', 'dept_admin')");
    format!(
        "(CASE {} {} ELSE 0 END) AS account_requests",
        counted_for(Action::AnswerAccountRequests, waiting),
        counted_for(Action::ManageRoles, &unconsented)
    )
}

/// A branch that counts rows for those whose role has the right; nobody else's page reads them.
fn counted_for(action: Action, rows: &str) -> String {
    let roles = Role::ALL.into_iter().filter(|role| scope(*role, action) != Scope::No);
    let roles: Vec<String> = roles.map(|role| format!("'{}'", role.code())).collect();
    format!(
        "WHEN EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role IN ({}))
         THEN (SELECT count(*) FROM (SELECT FROM {rows} LIMIT 100) AS few)",
        roles.join(", ")
    )
}
