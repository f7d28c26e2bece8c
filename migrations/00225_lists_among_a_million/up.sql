-- What waits for somebody, in the order of its due time; and a department's, which is counted in the index alone.
CREATE INDEX resource_requests_waiting ON resource_requests (state, due_at, id) INCLUDE (department_id, applicant_id)
    WHERE due_at IS NOT NULL;
DROP INDEX resource_requests_undecided;
DROP INDEX resource_requests_by_department;
CREATE INDEX resource_requests_by_department ON resource_requests (department_id, id DESC)
    INCLUDE (submitted_at, applicant_id);
CREATE INDEX resource_requests_submitted ON resource_requests (id DESC) INCLUDE (submitted_at, applicant_id);
CREATE INDEX resource_requests_by_due ON resource_requests (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), id);
CREATE INDEX resources_by_name ON resources (name, id);
CREATE INDEX resources_by_product ON resources (product, id DESC);
CREATE INDEX resources_by_state ON resources (state, id DESC);

-- A server goes with its host, and comes back with it unless it was asked to be returned.
UPDATE resources s SET state = 'returned' FROM hosts h WHERE h.id = s.host_id AND h.state = 'retired';
CREATE FUNCTION keep_resources_as_their_hosts_are() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE resources s SET state = CASE WHEN NEW.state = 'retired' THEN 'returned' ELSE 'in_use' END
    WHERE s.host_id = NEW.id
      AND NOT EXISTS (SELECT FROM resource_changes c WHERE c.resource_id = s.id AND c.purpose = 'return');
    RETURN NULL;
END
$$;
CREATE TRIGGER resources_are_as_their_hosts AFTER UPDATE OF state ON hosts
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION keep_resources_as_their_hosts_are();

-- What waits has a time by which it is due.
CREATE OR REPLACE VIEW decisions_waiting AS
SELECT r.id, step.action, d.sector, r.applicant_id
FROM (VALUES ('first_review', 'first_review'), ('second_review', 'approve'), ('plc_review', 'approve')) AS step (state, action)
JOIN resource_requests r ON r.state = step.state
JOIN departments d ON d.id = r.department_id
WHERE r.due_at IS NOT NULL;

-- Each name is asked for where it is wanted. A join that isn't wanted is left out as well, but leaves its key behind among what
-- is read of each row, so that counting would read all rows beside the index.
CREATE OR REPLACE VIEW requests_with_names AS
SELECT r.id, r.number, r.state, r.applicant_id,
       (SELECT display_name FROM users WHERE id = r.applicant_id) AS applicant,
       r.department_id,
       (SELECT name FROM departments WHERE id = r.department_id) AS department,
       (SELECT sector FROM departments WHERE id = r.department_id) AS sector,
       r.project_id,
       (SELECT name FROM projects WHERE id = r.project_id) AS project,
       (SELECT contact_id FROM projects WHERE id = r.project_id) AS project_contact_id,
       r.region_id,
       (SELECT name FROM regions WHERE id = r.region_id) AS region,
       r.batch, r.products, r.purpose, r.resource_id,
       (SELECT name FROM resources WHERE id = r.resource_id) AS resource,
       r.flow, r.round, r.revision, r.due_at, r.due_provisional, r.reminded, r.created_at, r.updated_at, r.submitted_at,
       r.state_since, r.ended_at, r.version, r.summary, r.search,
       (SELECT monthly FROM request_revisions WHERE request_id = r.id AND revision = r.revision) AS monthly
FROM resource_requests r;

CREATE OR REPLACE VIEW resources_with_names AS
SELECT s.id, s.product, s.name, s.department_id,
       (SELECT name FROM departments WHERE id = s.department_id) AS department,
       (SELECT sector FROM departments WHERE id = s.department_id) AS sector,
       s.project_id,
       (SELECT name FROM projects WHERE id = s.project_id) AS project,
       s.region_id,
       (SELECT name FROM regions WHERE id = s.region_id) AS region,
       s.request_id,
       (SELECT number FROM resource_requests WHERE id = s.request_id) AS request_number,
       (SELECT u.display_name FROM resource_requests r JOIN users u ON u.id = r.applicant_id WHERE r.id = s.request_id)
           AS applicant,
       (SELECT applicant_id FROM resource_requests WHERE id = s.request_id) AS applicant_id,
       s.instance_id, s.host_id,
       coalesce((SELECT host(floating_ip) FROM hosts WHERE id = s.host_id), '') AS floating_ip,
       s.address, s.note,
       coalesce((SELECT nullif(specification, '') FROM hosts WHERE id = s.host_id), s.specification) AS specification,
       s.state,
       (SELECT display_name FROM users WHERE id = s.delivered_by_id) AS delivered_by,
       s.delivered_at, s.search
FROM resources s;
