DROP VIEW projects_with_people;
DELETE FROM attachments WHERE project_id IS NOT NULL OR size > 4194304;
DROP INDEX attachments_loose;
CREATE INDEX attachments_loose ON attachments (uploaded_at) WHERE ticket_id IS NULL;
ALTER TABLE attachments
    DROP CONSTRAINT a_file_hangs_on_one_record,
    DROP CONSTRAINT a_tickets_file_is_small,
    DROP CONSTRAINT attachments_size_check,
    ADD CONSTRAINT attachments_size_check CHECK (size BETWEEN 1 AND 4194304),
    DROP COLUMN project_id;
ALTER TABLE applications DROP COLUMN project_id;
