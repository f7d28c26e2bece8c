DROP TABLE request_carts;
DROP VIEW requests_with_names;
ALTER TABLE request_items DROP COLUMN monthly;
-- A batch is told as a single request for its first item; what was submitted of it stays, in its revisions.
ALTER TABLE resource_requests ADD COLUMN product text CHECK (product IN ('ecs', 'ebs', 'eip', 'rds', 'oss', 'slb', 'acs'));
UPDATE resource_requests SET product = coalesce(form -> 'items' -> 0 -> 'details' ->> 'product', products[1], 'eip');
UPDATE resource_requests
SET form = (form::jsonb - 'items' || jsonb_build_object('item', coalesce(
    form::jsonb -> 'items' -> 0 -> 'details', '{"kind": "other", "product": "eip", "values": {}}')))::json
WHERE batch;
UPDATE resource_requests SET product = 'ecs' WHERE form -> 'item' ->> 'kind' = 'server';
ALTER TABLE resource_requests ALTER COLUMN product SET NOT NULL, DROP COLUMN batch, DROP COLUMN products;
CREATE VIEW requests_with_names AS
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
