//! How many things wait for their reader's decision: the number beside 待我审批 (spec 3, "Deciding").

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

/// Of `users u`, to a hundred: the mails that couldn't be sent, for who looks after the outbox; nobody else's page counts.
#[must_use]
pub fn parked_mails() -> String {
    let keepers = Role::ALL.into_iter().filter(|role| scope(*role, Action::ManageOutbox) != Scope::No);
    let roles: Vec<String> = keepers.map(|role| format!("'{}'", role.code())).collect();
    format!(
        "(CASE WHEN EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role IN ({}))
          THEN (SELECT count(*) FROM (SELECT FROM mails WHERE state = 'parked' LIMIT 100) AS few)
          ELSE 0 END) AS parked_mails",
        roles.join(", ")
    )
}
