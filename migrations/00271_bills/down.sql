UPDATE webhooks SET kinds = array_remove(kinds, 'bill') WHERE 'bill' = ANY (kinds) AND cardinality(kinds) > 1;
DELETE FROM webhook_posts WHERE webhook_id IN (SELECT id FROM webhooks WHERE kinds = ARRAY['bill']);
DELETE FROM webhooks WHERE kinds = ARRAY['bill'];
ALTER TABLE webhooks
    DROP CONSTRAINT webhooks_kinds_check,
    ADD CONSTRAINT webhooks_kinds_check
        CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['ticket', 'request', 'project', 'network', 'quota']);
DROP VIEW bills_with_names;
DROP FUNCTION make_edition(bigint);
DROP FUNCTION billed(date, bigint);
DROP TABLE bill_runs;
DROP TABLE bill_sums;
DROP TABLE bill_lines;
DROP TABLE bill_corrections;
DROP TABLE bill_editions;
DROP TABLE bills;
DROP TABLE bill_entries;
DROP FUNCTION keep_lines();
DROP FUNCTION keep_sent_lines();
DROP SEQUENCE bill_numbers;
