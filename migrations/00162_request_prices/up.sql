-- What a submission costs a month by the price list of its day, in 分; nothing where a part of it had no price.
ALTER TABLE request_revisions ADD COLUMN monthly bigint CHECK (monthly >= 0);

-- With what its last submission costs.
CREATE OR REPLACE VIEW requests_with_names AS
SELECT r.id, r.number, r.state, r.applicant_id, u.display_name AS applicant, r.department_id, d.name AS department, d.sector,
       r.project_id, p.name AS project, p.contact_id AS project_contact_id, r.region_id, g.name AS region, r.product, r.flow,
       r.round, r.revision, r.due_at, r.due_provisional, r.reminded, r.created_at, r.updated_at, r.submitted_at,
       r.state_since, r.ended_at, r.version, r.summary, r.search, v.monthly
FROM resource_requests r
JOIN users u ON u.id = r.applicant_id
JOIN departments d ON d.id = r.department_id
LEFT JOIN projects p ON p.id = r.project_id
LEFT JOIN regions g ON g.id = r.region_id
LEFT JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision;
