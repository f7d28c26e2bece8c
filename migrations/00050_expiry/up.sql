-- The life of a mapping after it was opened: reminders, renewal, removal, recertification.
ALTER TABLE port_mappings
    -- What it prolongs: the same port, leading to the same host, from where that one's period ends.
    ADD COLUMN renews_id bigint REFERENCES port_mappings (id),
    ADD COLUMN end_reason text CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed')),
    -- The last reminder that went out: so many days before the end.
    ADD COLUMN reminded_days smallint CHECK (reminded_days IN (30, 7, 1)),
    ADD COLUMN recertification_asked_at timestamptz,
    ADD COLUMN recertified_at timestamptz,
    ADD COLUMN recertified_by_id bigint REFERENCES users (id),
    DROP CONSTRAINT port_mappings_state_check;

UPDATE port_mappings SET end_reason = 'ticket_closed', ended_at = coalesce(ended_at, removed_at, now())
WHERE state IN ('to_remove', 'removed');

ALTER TABLE port_mappings
    ADD CONSTRAINT port_mappings_state_check CHECK (state IN ('held', 'active', 'to_remove', 'renewed', 'released', 'removed')),
    ADD CONSTRAINT what_is_to_be_removed_says_why CHECK (
        state NOT IN ('to_remove', 'removed') OR ended_at IS NOT NULL AND end_reason IS NOT NULL),
    ADD CONSTRAINT who_recertified_is_known CHECK ((recertified_at IS NULL) = (recertified_by_id IS NULL)),
    ADD CONSTRAINT nothing_renews_itself CHECK (renews_id <> id);

CREATE UNIQUE INDEX a_mapping_is_renewed_once ON port_mappings (renews_id) WHERE state IN ('held', 'active', 'to_remove');
CREATE INDEX port_mappings_by_renewed ON port_mappings (renews_id) WHERE renews_id IS NOT NULL;
CREATE INDEX port_mappings_without_end ON port_mappings (coalesce(recertified_at, opened_at)) WHERE state = 'active' AND upper_inf(valid);
CREATE INDEX port_mappings_ending_by_ticket ON port_mappings (ticket_id) WHERE state = 'active';
