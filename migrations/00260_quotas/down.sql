UPDATE webhooks SET kinds = array_remove(kinds, 'quota') WHERE 'quota' = ANY (kinds) AND cardinality(kinds) > 1;
DELETE FROM webhook_posts WHERE webhook_id IN (SELECT id FROM webhooks WHERE kinds = ARRAY['quota']);
DELETE FROM webhooks WHERE kinds = ARRAY['quota'];
ALTER TABLE webhooks
    DROP CONSTRAINT webhooks_kinds_check,
    ADD CONSTRAINT webhooks_kinds_check
        CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['ticket', 'request', 'project', 'network']);
DROP INDEX attachments_loose;
DELETE FROM attachments WHERE quota_request_id IS NOT NULL;
ALTER TABLE attachments
    DROP CONSTRAINT a_file_hangs_on_one_record,
    DROP COLUMN quota_request_id,
    ADD CONSTRAINT a_file_hangs_on_one_record CHECK (num_nonnulls(ticket_id, project_id, request_id) <= 1);
CREATE INDEX attachments_loose ON attachments (uploaded_at)
    WHERE ticket_id IS NULL AND project_id IS NULL AND request_id IS NULL;
DROP FUNCTION quota_deciders(bigint, bigint);
DROP TABLE quota_request_rows, quota_requests;
DROP SEQUENCE quota_request_numbers;
DROP TRIGGER returned_resources_free_quota ON resources;
DROP TRIGGER changed_resources_use_quota ON resource_changes;
DROP TRIGGER resources_use_quota ON resources;
DROP TRIGGER requests_hold_quota ON resource_requests;
DROP TRIGGER quota_moves_with_its_department ON departments;
DROP TABLE quota_ledger, quota_uses, quota_holds, quota_balances;
DROP FUNCTION recount_quotas(), settle_returned_resource(), settle_changed_resource(), settle_resource(bigint, bigint),
    quota_used_by(bigint), use_quota(), hold_quota(), quota_outlook(bigint), quota_demand(bigint, integer), request_waits(text),
    quota_amounts(text, jsonb), move_allocated(), keep_allocated(), quotas_are_recounted(),
    raise_quota(bigint, bigint, text, bigint), move_quota(bigint, bigint, text, bigint, bigint), refuse_another_past(), note_quota_change();
DROP TABLE quota_metrics;
