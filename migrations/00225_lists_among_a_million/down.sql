-- Every row has what its keys name. Joined as if it hadn't, so that what a query doesn't ask for isn't read: counting a list
-- reads none of these names.
CREATE OR REPLACE VIEW requests_with_names AS
SELECT r.id, r.number, r.state, r.applicant_id, u.display_name AS applicant, r.department_id, d.name AS department, d.sector,
       r.project_id, p.name AS project, p.contact_id AS project_contact_id, r.region_id, g.name AS region, r.batch, r.products,
       r.purpose, r.resource_id, s.name AS resource, r.flow, r.round, r.revision, r.due_at, r.due_provisional, r.reminded,
       r.created_at, r.updated_at, r.submitted_at, r.state_since, r.ended_at, r.version, r.summary, r.search, v.monthly
FROM resource_requests r
LEFT JOIN users u ON u.id = r.applicant_id
LEFT JOIN departments d ON d.id = r.department_id
LEFT JOIN projects p ON p.id = r.project_id
LEFT JOIN regions g ON g.id = r.region_id
LEFT JOIN resources s ON s.id = r.resource_id
LEFT JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision;

-- With the sector of its department.
CREATE OR REPLACE VIEW resources_with_names AS
SELECT s.id, s.product, s.name, s.department_id, d.name AS department, d.sector, s.project_id, p.name AS project, s.region_id,
       g.name AS region, s.request_id, r.number AS request_number, a.display_name AS applicant, r.applicant_id,
       s.instance_id, s.host_id, coalesce(host(h.floating_ip), '') AS floating_ip, s.address, s.note,
       coalesce(nullif(h.specification, ''), s.specification) AS specification,
       CASE WHEN h.state = 'retired' THEN 'returned' ELSE s.state END AS state,
       u.display_name AS delivered_by, s.delivered_at, s.search
FROM resources s
LEFT JOIN departments d ON d.id = s.department_id
LEFT JOIN projects p ON p.id = s.project_id
LEFT JOIN regions g ON g.id = s.region_id
LEFT JOIN resource_requests r ON r.id = s.request_id
LEFT JOIN users a ON a.id = r.applicant_id
LEFT JOIN users u ON u.id = s.delivered_by_id
LEFT JOIN hosts h ON h.id = s.host_id;

CREATE OR REPLACE VIEW decisions_waiting AS
SELECT r.id, step.action, d.sector, r.applicant_id
FROM (VALUES ('first_review', 'first_review'), ('second_review', 'approve'), ('plc_review', 'approve')) AS step (state, action)
JOIN resource_requests r ON r.state = step.state
JOIN departments d ON d.id = r.department_id
WHERE r.state IN ('first_review', 'second_review', 'plc_review');

DROP TRIGGER resources_are_as_their_hosts ON hosts;
DROP FUNCTION keep_resources_as_their_hosts_are;
DROP INDEX resources_by_state;
DROP INDEX resources_by_product;
DROP INDEX resources_by_name;
DROP INDEX resource_requests_by_due;
DROP INDEX resource_requests_submitted;
DROP INDEX resource_requests_by_department;
CREATE INDEX resource_requests_by_department ON resource_requests (department_id, id DESC);
CREATE INDEX resource_requests_undecided ON resource_requests (state, id)
    WHERE state IN ('first_review', 'second_review', 'plc_review');
DROP INDEX resource_requests_waiting;
