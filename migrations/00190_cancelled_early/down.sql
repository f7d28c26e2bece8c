UPDATE port_mappings SET end_reason = 'not_needed' WHERE end_reason = 'cancelled';
UPDATE access_policies SET end_reason = 'not_needed' WHERE end_reason = 'cancelled';
ALTER TABLE access_policies DROP CONSTRAINT access_policies_end_reason_check,
    ADD CONSTRAINT access_policies_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired'));
ALTER TABLE port_mappings DROP CONSTRAINT port_mappings_end_reason_check,
    ADD CONSTRAINT port_mappings_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired'));
