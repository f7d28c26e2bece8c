//! How many things wait for their reader's decision: the number beside 待我审批 (spec 3, "Deciding").

use crate::policy::deciding;

/// Of `users u`, to a hundred, as the bell counts. Whom the matrix lets decide nothing costs nothing: what they may is
/// looked up first.
#[must_use]
pub fn column() -> String {
    let rights = deciding().map(|(role, grant, action, sector)| {
        let grant = grant.map_or("", |grant| grant.code());
        format!("('{}', '{grant}', '{}', '{}')", role.code(), action.code(), sector.code())
    });
    format!(
        "(SELECT count(*) FROM (
             SELECT FROM decisions_waiting w
             WHERE w.applicant_id <> u.id AND (w.action, w.sector) IN (
                 SELECT may.action, may.sector
                 FROM user_roles r JOIN (VALUES {}) AS may (role, permission, action, sector) ON may.role = r.role
                 WHERE r.user_id = u.id AND (may.permission = '' OR EXISTS (
                     SELECT FROM user_grants g WHERE g.user_id = r.user_id AND g.permission = may.permission)))
             LIMIT 100) AS few) AS waiting",
        rights.collect::<Vec<_>>().join(", ")
    )
}
