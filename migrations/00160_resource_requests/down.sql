DROP VIEW requests_with_names;
DELETE FROM attachments WHERE request_id IS NOT NULL;
DROP INDEX attachments_loose;
ALTER TABLE attachments
    DROP CONSTRAINT a_file_hangs_on_one_record,
    DROP COLUMN request_id,
    ADD CONSTRAINT a_file_hangs_on_one_record CHECK (num_nonnulls(ticket_id, project_id) <= 1);
CREATE INDEX attachments_loose ON attachments (uploaded_at) WHERE ticket_id IS NULL AND project_id IS NULL;
DROP TABLE request_decisions;
DROP TABLE request_users;
DROP TABLE request_items;
DROP TABLE request_revisions;
DROP TABLE resource_requests;
DROP SEQUENCE resource_request_numbers;
DROP TABLE approval_flows;
