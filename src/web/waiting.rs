//! How many things wait for their reader's decision: the number beside 待我审批 (spec 3, "Deciding").

use crate::policy::deciding;

/// Of `users u`, to a hundred, as the bell counts: by their own right, or by that of somebody they stand in for.
#[must_use]
pub fn column() -> String {
    let rights = deciding().map(|(role, grant, action, sector)| {
        let grant = grant.map_or("", |grant| grant.code());
        format!("('{}', '{grant}', '{}', '{}')", role.code(), action.code(), sector.code())
    });
    format!(
        "(SELECT count(*) FROM (
             SELECT FROM decisions_waiting w
             WHERE w.applicant_id <> u.id AND EXISTS (
                 SELECT FROM (
                     SELECT u.id UNION ALL
                     SELECT delegator_id FROM delegations_in_force WHERE delegate_id = u.id) AS holder (id)
                 JOIN user_roles r ON r.user_id = holder.id
                 JOIN (VALUES {}) AS may (role, permission, action, sector) ON may.role = r.role
                 WHERE holder.id <> w.applicant_id AND may.action = w.action AND may.sector = w.sector
                   AND (may.permission = '' OR EXISTS (
                     SELECT FROM user_grants g WHERE g.user_id = holder.id AND g.permission = may.permission)))
             LIMIT 100) AS few) AS waiting",
        rights.collect::<Vec<_>>().join(", ")
    )
}
