UPDATE port_mappings SET end_reason = 'not_needed' WHERE end_reason = 'host_retired';
UPDATE access_policies SET end_reason = 'not_needed' WHERE end_reason = 'host_retired';
ALTER TABLE access_policies DROP CONSTRAINT access_policies_end_reason_check,
    ADD CONSTRAINT access_policies_end_reason_check CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed'));
ALTER TABLE port_mappings DROP CONSTRAINT port_mappings_end_reason_check,
    ADD CONSTRAINT port_mappings_end_reason_check CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed'));
DROP TABLE host_plans;
DROP INDEX hosts_retired;
ALTER TABLE hosts
    DROP COLUMN ticket_id, DROP COLUMN vswitch_id, DROP COLUMN data_disks, DROP COLUMN system_disk_size,
    DROP COLUMN system_disk_category, DROP COLUMN image, DROP COLUMN instance_type, DROP COLUMN machine;
