-- What names a project, and what its form carries (spec 3, "Projects").
ALTER TABLE applications
    ADD COLUMN project_id bigint,
    ADD CONSTRAINT an_applications_project_is_its_departments
        FOREIGN KEY (project_id, department_id) REFERENCES projects (id, department_id);
CREATE INDEX applications_by_project ON applications (project_id, id) WHERE project_id IS NOT NULL;

ALTER TABLE attachments
    ADD COLUMN project_id bigint REFERENCES projects (id),
    DROP CONSTRAINT attachments_size_check,
    ADD CONSTRAINT attachments_size_check CHECK (size BETWEEN 1 AND 20971520),
    ADD CONSTRAINT a_tickets_file_is_small CHECK (ticket_id IS NULL OR size <= 4194304),
    ADD CONSTRAINT a_file_hangs_on_one_record CHECK (num_nonnulls(ticket_id, project_id) <= 1);
CREATE INDEX attachments_by_project ON attachments (project_id) WHERE project_id IS NOT NULL;
DROP INDEX attachments_loose;
CREATE INDEX attachments_loose ON attachments (uploaded_at) WHERE ticket_id IS NULL AND project_id IS NULL;

-- A project with the names of whom it is about: three of them are of one table.
CREATE VIEW projects_with_people AS
SELECT p.id, p.department_id, d.name AS department, d.sector, p.name, p.description,
       p.contact_id, c.display_name AS contact, c.phone AS contact_phone, c.email AS contact_email,
       p.owner_id, o.display_name AS owner, o.phone AS owner_phone, o.email AS owner_email,
       p.keeper_id, k.display_name AS keeper, p.state, p.created_at, p.updated_at, p.version, p.search
FROM projects p
JOIN departments d ON d.id = p.department_id
JOIN users c ON c.id = p.contact_id
JOIN users o ON o.id = p.owner_id
JOIN users k ON k.id = p.keeper_id;
