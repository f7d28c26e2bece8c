DROP VIEW resources_with_names;
CREATE VIEW resources_with_names AS
SELECT s.id, s.product, s.name, s.department_id, d.name AS department, s.project_id, p.name AS project, s.region_id,
       g.name AS region, s.request_id, r.number AS request_number, a.display_name AS applicant, r.applicant_id,
       s.instance_id, s.host_id, coalesce(host(h.floating_ip), '') AS floating_ip, s.address, s.note,
       coalesce(nullif(h.specification, ''), s.specification) AS specification,
       CASE WHEN h.state = 'retired' THEN 'returned' ELSE s.state END AS state,
       u.display_name AS delivered_by, s.delivered_at, s.search
FROM resources s
JOIN departments d ON d.id = s.department_id
JOIN projects p ON p.id = s.project_id
JOIN regions g ON g.id = s.region_id
JOIN resource_requests r ON r.id = s.request_id
JOIN users a ON a.id = r.applicant_id
JOIN users u ON u.id = s.delivered_by_id
LEFT JOIN hosts h ON h.id = s.host_id;
DROP VIEW requests_with_names;
DROP TABLE resource_changes;
-- What was asked for stays as a request for something new.
ALTER TABLE resource_requests DROP COLUMN purpose, DROP COLUMN resource_id;
CREATE VIEW requests_with_names AS
SELECT r.id, r.number, r.state, r.applicant_id, u.display_name AS applicant, r.department_id, d.name AS department, d.sector,
       r.project_id, p.name AS project, p.contact_id AS project_contact_id, r.region_id, g.name AS region, r.batch, r.products,
       r.flow, r.round, r.revision, r.due_at, r.due_provisional, r.reminded, r.created_at, r.updated_at, r.submitted_at,
       r.state_since, r.ended_at, r.version, r.summary, r.search, v.monthly
FROM resource_requests r
JOIN users u ON u.id = r.applicant_id
JOIN departments d ON d.id = r.department_id
LEFT JOIN projects p ON p.id = r.project_id
LEFT JOIN regions g ON g.id = r.region_id
LEFT JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision;
