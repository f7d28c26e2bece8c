//! How many things wait for their reader's decision: the number beside 待我审批 (spec 3, "Deciding").

use crate::policy::deciding;

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
