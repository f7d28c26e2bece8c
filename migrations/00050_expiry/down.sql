-- Without renewals nobody knows what took over from what: as if it had been removed.
UPDATE port_mappings SET state = 'removed', removed_at = coalesce(ended_at, now()) WHERE state = 'renewed';

ALTER TABLE port_mappings
    DROP CONSTRAINT port_mappings_state_check,
    DROP COLUMN renews_id,
    DROP COLUMN end_reason,
    DROP COLUMN reminded_days,
    DROP COLUMN recertification_asked_at,
    DROP COLUMN recertified_at,
    DROP COLUMN recertified_by_id;
ALTER TABLE port_mappings
    ADD CONSTRAINT port_mappings_state_check CHECK (state IN ('held', 'active', 'to_remove', 'released', 'removed'));
DROP INDEX port_mappings_ending_by_ticket;
