//! `yunwu check`: proves on live data what must always hold (spec 9, commands).

use diesel::{PgConnection, RunQueryDsl, sql_query, sql_types::Text};

use crate::{
    attachments::{self, Files},
    audit::chain,
    db::{Db, without_time_limit},
    error::AppResult,
};

/// One thing that must hold, and what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub what: &'static str,
    pub broken_by: Vec<String>,
}

/// What a query finds where it should find nothing.
const INVARIANTS: [(&str, &str); 46] = [
    (
        "An edition of a bill is the sum of its lines, and of its sums",
        "SELECT b.number || ' ' || e.round AS found FROM bills b JOIN bill_editions e ON e.bill_id = b.id
         LEFT JOIN (SELECT bill_id, round, sum(amount) AS amount, count(*) AS lines FROM bill_lines GROUP BY 1, 2) l
             ON (l.bill_id, l.round) = (e.bill_id, e.round)
         LEFT JOIN (SELECT bill_id, round, sum(amount) AS amount, sum(lines) AS lines FROM bill_sums GROUP BY 1, 2) s
             ON (s.bill_id, s.round) = (e.bill_id, e.round)
         WHERE b.kind = 'department'
           AND ((e.amount, e.lines) <> (coalesce(l.amount, 0), coalesce(l.lines, 0))
                OR (e.amount, e.lines) <> (coalesce(s.amount, 0), coalesce(s.lines, 0)))",
    ),
    (
        "A roll-up that is ready is the sum of its departments",
        "SELECT t.number AS found FROM bills t JOIN bill_editions e ON (e.bill_id, e.round) = (t.id, t.round)
         WHERE t.kind <> 'department' AND t.state IN ('sent', 'confirmed') AND e.amount <> (
             SELECT coalesce(sum(p.amount), 0)
             FROM bills b JOIN departments d ON d.id = b.department_id
             JOIN bill_editions p ON (p.bill_id, p.round) = (b.id, b.round)
             WHERE b.month = t.month AND (t.kind = 'cloud' OR d.sector = 'political_legal'))",
    ),
    (
        "What is in use is measured, and nothing else",
        "SELECT s.instance_id AS found FROM resources s LEFT JOIN hosts h ON h.id = s.host_id
         WHERE s.state = 'in_use' AND coalesce(h.state, '') <> 'retired'
               AND NOT EXISTS (SELECT FROM usage_segments u WHERE u.resource_id = s.id AND upper_inf(u.period))
            OR (s.state = 'returned' OR h.state = 'retired')
               AND EXISTS (SELECT FROM usage_segments u WHERE u.resource_id = s.id AND upper_inf(u.period))",
    ),
    (
        "What a department handed on is what its units have",
        "SELECT d.name || ' ' || b.region_id || ' ' || b.metric AS found
         FROM quota_balances b JOIN departments d ON d.id = b.department_id
         WHERE b.allocated <> coalesce((SELECT sum(k.total) FROM quota_balances k JOIN departments u ON u.id = k.department_id
             WHERE u.parent_id = b.department_id AND (k.region_id, k.metric) = (b.region_id, b.metric)), 0)",
    ),
    (
        "What a department uses and waits for is what its resources and requests take",
        "SELECT d.name || ' ' || region_id || ' ' || metric AS found
         FROM (SELECT department_id, region_id, metric, sum(used) AS used, sum(pending) AS pending
               FROM (SELECT department_id, region_id, metric, amount AS used, 0 AS pending FROM quota_uses
                     UNION ALL SELECT department_id, region_id, metric, 0, amount FROM quota_holds
                     UNION ALL SELECT department_id, region_id, metric, -used, -pending FROM quota_balances) parts
               GROUP BY 1, 2, 3) counted
         JOIN departments d ON d.id = department_id
         WHERE used <> 0 OR pending <> 0",
    ),
    (
        "A request holds what it waits for, and a resource uses what it is",
        "SELECT coalesce(held.number, used.name) AS found
         FROM (SELECT r.number FROM resource_requests r
               WHERE request_waits(r.state) AND EXISTS (
                   SELECT place, metric, amount FROM quota_demand(r.id, r.revision) WHERE amount > 0
                   EXCEPT SELECT place, metric, amount FROM quota_holds WHERE request_id = r.id)
                  OR NOT request_waits(r.state) AND EXISTS (SELECT FROM quota_holds WHERE request_id = r.id)) held
         FULL JOIN (SELECT s.name FROM resources s
                    WHERE EXISTS (SELECT metric, amount FROM quota_used_by(s.id)
                                  EXCEPT SELECT metric, amount FROM quota_uses WHERE resource_id = s.id)
                       OR s.state = 'returned' AND EXISTS (SELECT FROM quota_uses WHERE resource_id = s.id)) used ON false",
    ),
    (
        "No port of an address is held or mapped twice at one time",
        "SELECT host(a.pool_ip) || ':' || a.public_port || '/' || a.protocol AS found
         FROM port_mappings a JOIN port_mappings b
           ON b.id > a.id AND b.pool_ip = a.pool_ip AND b.protocol = a.protocol AND b.ports && a.ports AND b.valid && a.valid
         WHERE a.state IN ('held', 'active', 'to_remove') AND b.state IN ('held', 'active', 'to_remove')",
    ),
    (
        "What is held belongs to a ticket that waits for it",
        "SELECT t.number AS found FROM openings m JOIN tickets t ON t.id = m.ticket_id
         WHERE m.state = 'held' AND t.state NOT IN ('pending', 'processing', 'waiting_reply')",
    ),
    (
        "A ticket of the network at work holds what it asks for, or has had it open",
        "SELECT t.number AS found FROM tickets t
         WHERE t.kind IN ('internet-access', 'extranet-access', 'internet-mapping', 'extranet-mapping', 'tenant-access')
           AND t.state IN ('pending', 'processing', 'waiting_reply', 'resolved')
           AND NOT EXISTS (SELECT FROM openings m WHERE m.ticket_id = t.id
                           AND (m.state <> 'released' OR m.opened_at IS NOT NULL))",
    ),
    (
        "What is mapped belongs to a ticket that was resolved",
        "SELECT t.number AS found FROM openings m JOIN tickets t ON t.id = m.ticket_id
         WHERE m.state = 'active' AND NOT t.opened",
    ),
    (
        "The turn that runs is the one its ticket stands in",
        "SELECT t.number AS found FROM ticket_turns r JOIN tickets t ON t.id = r.ticket_id
         WHERE r.until IS NULL AND (r.state, r.assignee_id) IS DISTINCT FROM (t.state, t.assignee_id)",
    ),
    (
        "The tallies count every ticket",
        "SELECT d.name AS found
         FROM (SELECT department_id, kind, state, hidden, sum(tickets) AS tickets FROM ticket_tallies GROUP BY 1, 2, 3, 4) said
         FULL JOIN (SELECT department_id, kind, state, hidden_at IS NOT NULL AS hidden, count(*) AS tickets
                    FROM tickets WHERE state <> 'draft' GROUP BY 1, 2, 3, 4) counted
             USING (department_id, kind, state, hidden)
         JOIN departments d ON d.id = department_id
         WHERE coalesce(said.tickets, 0) <> coalesce(counted.tickets, 0)",
    ),
    (
        "Nothing is open a day past its end",
        "SELECT words AS found FROM openings
         WHERE state = 'active' AND upper(valid) <= now() - interval '1 day'",
    ),
    (
        "What is to be removed says since when and why, and keeps its port until it is removed or renewed",
        "SELECT host(m.pool_ip) || ':' || m.public_port || '/' || m.protocol AS found FROM port_mappings m
         WHERE m.state = 'to_remove' AND (m.ended_at IS NULL OR m.end_reason IS NULL OR NOT upper_inf(m.valid) AND NOT EXISTS (
             SELECT FROM port_mappings n WHERE n.pool_ip = m.pool_ip AND n.protocol = m.protocol AND n.public_port = m.public_port
               AND n.state IN ('held', 'active', 'to_remove') AND lower(n.valid) = upper(m.valid)))",
    ),
    (
        "A renewal is of the same port, and begins where what it renews ends",
        "SELECT host(n.pool_ip) || ':' || n.public_port || '/' || n.protocol AS found
         FROM port_mappings n JOIN port_mappings m ON m.id = n.renews_id
         WHERE n.state IN ('held', 'active')
           AND ((n.department_id, n.pool_ip, n.protocol, n.public_port) <> (m.department_id, m.pool_ip, m.protocol, m.public_port)
                OR m.state IN ('active', 'to_remove') AND upper(m.valid) IS DISTINCT FROM lower(n.valid))",
    ),
    (
        "What was renewed went on",
        "SELECT m.words AS found FROM openings m
         WHERE m.state = 'renewed' AND NOT EXISTS (
             SELECT FROM openings n WHERE n.renews_id = m.id AND n.state NOT IN ('held', 'released'))",
    ),
    (
        "No access is asked for or open twice at one time",
        "SELECT a.sources || ' ' || a.destinations AS found
         FROM access_policies a JOIN access_policies b
           ON b.id > a.id AND b.department_id = a.department_id AND b.fingerprint = a.fingerprint AND b.valid && a.valid
         WHERE a.state IN ('held', 'active', 'to_remove') AND b.state IN ('held', 'active', 'to_remove')",
    ),
    (
        "Access to be removed stays claimed until it is removed or renewed",
        "SELECT p.sources || ' ' || p.destinations AS found FROM access_policies p
         WHERE p.state = 'to_remove' AND NOT upper_inf(p.valid) AND NOT EXISTS (
             SELECT FROM access_policies n WHERE n.department_id = p.department_id AND n.fingerprint = p.fingerprint
               AND n.state IN ('held', 'active', 'to_remove') AND lower(n.valid) = upper(p.valid))",
    ),
    (
        "A renewal is of the same access, and begins where what it renews ends",
        "SELECT n.sources || ' ' || n.destinations AS found
         FROM access_policies n JOIN access_policies p ON p.id = n.renews_id
         WHERE n.state IN ('held', 'active')
           AND ((n.department_id, n.fingerprint) <> (p.department_id, p.fingerprint)
                OR p.state IN ('active', 'to_remove') AND upper(p.valid) IS DISTINCT FROM lower(n.valid))",
    ),
    (
        "An id means one opening",
        "SELECT host(m.pool_ip) || ':' || m.public_port AS found FROM port_mappings m JOIN access_policies p ON p.id = m.id",
    ),
    (
        "A mapping is of the kind that its address's pool makes it",
        "SELECT host(m.pool_ip) || ':' || m.public_port AS found FROM port_mappings m JOIN pool_ips p ON p.address = m.pool_ip
         WHERE m.kind <> p.pool || '-mapping'",
    ),
    (
        "What access is said to be between is what it is compared by",
        "SELECT p.sources AS found FROM access_policies p WHERE p.source_ranges <> ranges_of(p.sources)",
    ),
    (
        "The register finds every opening by the addresses it is about, and by no others",
        "SELECT 'opening ' || opening_id || ' by ' || network AS found
         FROM (SELECT opening_id, network, department_id, is_reached, open_since FROM addresses_of_openings
               EXCEPT SELECT opening_id, network, department_id, is_reached, open_since FROM opening_addresses) missing
         UNION ALL
         SELECT 'opening ' || opening_id || ' by ' || network
         FROM (SELECT opening_id, network, department_id, is_reached, open_since FROM opening_addresses
               EXCEPT SELECT opening_id, network, department_id, is_reached, open_since FROM addresses_of_openings) wrong",
    ),
    (
        "A plan for a host belongs to a ticket that waits for it",
        "SELECT t.number AS found FROM host_plans p JOIN tickets t ON t.id = p.ticket_id
         WHERE p.state = 'held' AND t.state NOT IN ('pending', 'processing', 'waiting_reply')",
    ),
    (
        "A ticket about a host that is there has a plan for it",
        "SELECT t.number AS found FROM tickets t
         WHERE t.kind IN ('server-change', 'server-recycle') AND t.state IN ('pending', 'processing', 'waiting_reply', 'resolved')
           AND NOT EXISTS (SELECT FROM host_plans p WHERE p.ticket_id = t.id)",
    ),
    (
        "Nothing is mapped to a host that is gone",
        "SELECT host(m.floating_ip) || ':' || m.internal_port AS found FROM port_mappings m
         JOIN hosts h ON h.floating_ip = m.floating_ip
         WHERE h.state = 'retired' AND m.state IN ('held', 'active')",
    ),
    (
        "A password is kept for what is granted alone, and no longer than an hour past its end",
        "SELECT t.number AS found FROM ticket_authorisations a JOIN tickets t ON t.id = a.ticket_id
         WHERE a.sealed IS NOT NULL AND (a.state <> 'granted' OR a.valid_until < now() - interval '1 hour')",
    ),
    (
        "No authorisation waits or is in force on a ticket that has ended, or is its filer's again",
        "SELECT t.number AS found FROM ticket_authorisations a JOIN tickets t ON t.id = a.ticket_id
         WHERE a.state IN ('asked', 'granted') AND t.state IN ('draft', 'returned', 'completed', 'closed')",
    ),
    (
        "Every ticket's timeline begins with its making",
        "SELECT t.number AS found FROM tickets t
         WHERE 'createCase' IS DISTINCT FROM (
             SELECT l.action FROM timeline_entries l WHERE l.record_kind = 'ticket' AND l.record_id = t.id ORDER BY l.id LIMIT 1)",
    ),
    (
        "Every ticket's making is in the audit log",
        "SELECT t.number AS found FROM tickets t
         WHERE NOT EXISTS (SELECT FROM audit_entries e
                           WHERE e.resource_type = 'case' AND e.resource_id = t.number AND e.action = 'createCase')",
    ),
    (
        "A project carries two files at most, which came with its form",
        "SELECT p.name AS found FROM projects p JOIN attachments a ON a.project_id = p.id
         GROUP BY p.id HAVING count(*) > 2 OR bool_or(a.field <> 'attachments')",
    ),
    (
        "Every project's timeline begins with its making",
        "SELECT p.name AS found FROM projects p
         WHERE 'createProject' IS DISTINCT FROM (
             SELECT l.action FROM timeline_entries l WHERE l.record_kind = 'project' AND l.record_id = p.id ORDER BY l.id LIMIT 1)",
    ),
    (
        "A request stands where its decisions of the round have brought it",
        "SELECT r.number AS found FROM resource_requests r
         WHERE r.submitted_at IS NOT NULL AND r.state <> 'withdrawn' AND r.state IS DISTINCT FROM (
             SELECT CASE WHEN bool_or(d.outcome = 'rejected') THEN 'rejected'
                         WHEN count(d.step) < cardinality(r.flow) THEN r.flow[count(d.step) + 1]
                         WHEN r.ended_at IS NULL THEN 'delivering' ELSE 'delivered' END
             FROM request_decisions d WHERE d.request_id = r.id AND d.round = r.round)",
    ),
    (
        "A request's turns follow one another from its first submission to where it stands",
        "SELECT r.number AS found FROM resource_requests r
         CROSS JOIN LATERAL (SELECT min(t.since) AS first, max(t.until) AS last, sum(t.until - t.since) AS whole, count(*) AS many
                             FROM request_turns t WHERE t.request_id = r.id) turns
         WHERE r.submitted_at IS NOT NULL
           AND (coalesce(last, r.state_since) <> r.state_since OR whole <> last - first
                OR many <> (SELECT count(*) FROM request_decisions d WHERE d.request_id = r.id)
                           + r.round - 1 + (r.ended_at IS NOT NULL)::int)",
    ),
    (
        "A decision is about a round and a revision that there were, and never by who applied",
        "SELECT r.number AS found FROM request_decisions d JOIN resource_requests r ON r.id = d.request_id
         WHERE r.applicant_id IN (d.decided_by_id, d.decided_for_id) OR d.round > r.round OR d.revision > r.revision",
    ),
    (
        "A request's last revision is the one that it stands in, and has its items, its users and its files",
        "SELECT r.number AS found FROM resource_requests r
         LEFT JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision
         WHERE r.revision > 0 AND ((v.round, v.project_id, v.region_id) IS DISTINCT FROM (r.round, r.project_id, r.region_id)
               OR NOT EXISTS (SELECT FROM request_items i WHERE i.request_id = r.id AND i.revision = r.revision)
               OR NOT EXISTS (SELECT FROM request_users u WHERE u.request_id = r.id AND u.revision = r.revision)
               OR EXISTS (SELECT FROM unnest(v.files) AS file WHERE NOT EXISTS (
                      SELECT FROM attachments a WHERE a.id = file AND a.request_id = r.id)))",
    ),
    (
        "What a request was approved for is delivered as far as it says",
        "SELECT r.number AS found FROM resource_requests r
         CROSS JOIN LATERAL (SELECT coalesce(sum(quantity), 0) AS asked FROM request_items i
                             WHERE i.request_id = r.id AND i.revision = r.revision) items
         CROSS JOIN LATERAL (SELECT count(*) AS made FROM resources s WHERE s.request_id = r.id) units
         WHERE r.purpose = 'new' AND (
                   r.state = 'delivered' AND made <> asked OR r.state = 'delivering' AND made >= asked
                   OR r.state NOT IN ('delivering', 'delivered') AND made > 0)
            OR r.purpose <> 'new' AND made > 0",
    ),
    (
        "A resource is changed or given back by the request about it, once that is done",
        "SELECT r.number AS found FROM resource_requests r LEFT JOIN resource_changes c ON c.request_id = r.id
         WHERE (r.purpose <> 'new' AND r.state = 'delivered') <> (c.request_id IS NOT NULL)
            OR c.purpose <> r.purpose OR c.resource_id <> r.resource_id
         UNION ALL
         SELECT s.name FROM resources s LEFT JOIN hosts h ON h.id = s.host_id
         WHERE (s.state = 'returned') <> (coalesce(h.state, '') = 'retired' OR EXISTS (
             SELECT FROM resource_changes c WHERE c.resource_id = s.id AND c.purpose = 'return'))",
    ),
    (
        "A delivered server is a host of its department, which says the request it came from",
        "SELECT s.name AS found FROM resources s JOIN resource_requests r ON r.id = s.request_id JOIN hosts h ON h.id = s.host_id
         WHERE h.source <> r.number OR s.department_id <> r.department_id OR s.project_id <> r.project_id",
    ),
    (
        "Every request's timeline begins with its making",
        "SELECT r.number AS found FROM resource_requests r
         WHERE 'createRequest' IS DISTINCT FROM (
             SELECT l.action FROM timeline_entries l WHERE l.record_kind = 'request' AND l.record_id = r.id ORDER BY l.id LIMIT 1)",
    ),
    (
        "A department knows all that is below it, and is of the sector of the one above it",
        "SELECT d.name AS found FROM departments d WHERE d.subtree IS DISTINCT FROM department_subtree(d.id)
         UNION ALL
         SELECT d.name FROM departments d JOIN departments p ON p.id = d.parent_id
         WHERE p.special IS DISTINCT FROM 'province' AND d.sector IS DISTINCT FROM p.sector",
    ),
    (
        "A request under review waits for a step of its department's sector",
        "SELECT r.number AS found FROM resource_requests r JOIN departments d ON d.id = r.department_id
         WHERE r.state IN ('first_review', 'second_review', 'plc_review')
           AND NOT EXISTS (SELECT FROM approval_flows f WHERE f.sector = d.sector AND f.step = r.state)",
    ),
    (
        "A retired pool address is nobody's and has no ports",
        "SELECT host(p.address) AS found FROM pool_ips p
         WHERE p.retired_at IS NOT NULL AND (p.department_id IS NOT NULL OR EXISTS (
             SELECT FROM port_mappings m WHERE m.pool_ip = p.address AND m.state IN ('held', 'active', 'to_remove')))",
    ),
    (
        "A price is of a component that there is",
        "SELECT p.component AS found FROM prices p WHERE NOT EXISTS (SELECT FROM price_components c WHERE c.code = p.component)",
    ),
    (
        "A component has one price a day, without gaps since its first",
        "SELECT a.component AS found FROM prices a JOIN prices b ON b.component = a.component AND b.id <> a.id
         WHERE a.valid && b.valid
         UNION ALL
         SELECT component FROM prices GROUP BY component
         HAVING range_agg(valid) <> datemultirange(daterange(min(lower(valid)), NULL))",
    ),
    (
        "Every mail goes to who got its message, and was sent when it says so",
        "SELECT 'mail ' || m.id AS found FROM mails m LEFT JOIN messages g ON g.id = m.message_id
         WHERE m.recipient_id <> g.recipient_id OR (m.state IN ('sent', 'joined')) <> (m.sent_at IS NOT NULL)",
    ),
];

/// Everything, one after the other.
///
/// # Errors
/// When the database can't be had.
pub fn run(db: &Db, files: &Files) -> AppResult<Vec<Finding>> {
    let mut findings = db.transact(|tx| {
        without_time_limit(tx)?;
        INVARIANTS.iter().map(|(what, query)| finding(tx, what, query)).collect::<AppResult<Vec<_>>>()
    })?;
    findings.push(Finding { what: "Every attachment is there as it came", broken_by: attachments::verify(db, files)? });
    findings.push(Finding { what: "The audit log's chain is whole", broken_by: chain_of(db)? });
    Ok(findings)
}

fn finding(tx: &mut PgConnection, what: &'static str, query: &str) -> AppResult<Finding> {
    let found: Vec<Found> = sql_query(query).load(tx)?;
    Ok(Finding { what, broken_by: found.into_iter().map(|row| row.found).collect() })
}

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    found: String,
}

fn chain_of(db: &Db) -> AppResult<Vec<String>> {
    let chain = chain::verify(&mut *db.connection()?)?;
    Ok(chain.broken_at.map(|seal| format!("seal {seal}")).into_iter().collect())
}
