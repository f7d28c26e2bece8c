-- A request asks for something new, or for a delivered resource to be changed or given back (spec 3, "Resources").
ALTER TABLE resource_requests
    ADD COLUMN purpose text NOT NULL DEFAULT 'new' CHECK (purpose IN ('new', 'change', 'return')),
    ADD COLUMN resource_id bigint REFERENCES resources (id),
    ADD CONSTRAINT what_is_changed_or_returned_is_named CHECK ((purpose = 'new') = (resource_id IS NULL)),
    ADD CONSTRAINT one_resource_is_changed_at_a_time CHECK (purpose = 'new' OR NOT batch);
ALTER TABLE resource_requests ALTER COLUMN purpose DROP DEFAULT;
CREATE UNIQUE INDEX one_request_under_way_for_a_resource ON resource_requests (resource_id)
    WHERE state IN ('first_review', 'second_review', 'plc_review', 'delivering', 'rejected');
CREATE INDEX resource_requests_by_resource ON resource_requests (resource_id, id DESC) WHERE resource_id IS NOT NULL;

-- What became of a resource after it was delivered, by the item that says so.
CREATE TABLE resource_changes (
    request_id bigint PRIMARY KEY REFERENCES resource_requests (id),
    resource_id bigint NOT NULL REFERENCES resources (id),
    purpose text NOT NULL CHECK (purpose IN ('change', 'return')),
    revision integer NOT NULL,
    place integer NOT NULL,
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    done_by_id bigint NOT NULL REFERENCES users (id),
    done_at timestamptz NOT NULL,
    FOREIGN KEY (request_id, revision, place) REFERENCES request_items (request_id, revision, place)
);
CREATE INDEX resource_changes_by_resource ON resource_changes (resource_id, done_at DESC);
CREATE UNIQUE INDEX a_resource_is_returned_once ON resource_changes (resource_id) WHERE purpose = 'return';

-- Every row has what its keys name. Joined as if it hadn't, so that what a query doesn't ask for isn't read: counting a list
-- reads none of these names.
DROP VIEW requests_with_names;
CREATE VIEW requests_with_names AS
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
DROP VIEW resources_with_names;
CREATE VIEW resources_with_names AS
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
