-- A department cancels what it needs no longer, whenever it likes.
ALTER TABLE port_mappings DROP CONSTRAINT port_mappings_end_reason_check,
    ADD CONSTRAINT port_mappings_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired', 'cancelled'));
ALTER TABLE access_policies DROP CONSTRAINT access_policies_end_reason_check,
    ADD CONSTRAINT access_policies_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired', 'cancelled'));
