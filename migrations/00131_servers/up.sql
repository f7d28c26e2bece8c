-- What a host is made of, as far as it is known; `specification` says it in words.
ALTER TABLE hosts
    ADD COLUMN machine text NOT NULL DEFAULT 'vm' CHECK (machine IN ('vm', 'physical')),
    ADD COLUMN instance_type text REFERENCES instance_types (code),
    ADD COLUMN image text REFERENCES images (code),
    ADD COLUMN system_disk_category text REFERENCES disk_categories (code),
    -- GiB.
    ADD COLUMN system_disk_size integer CHECK (system_disk_size > 0),
    -- A list of category, size and count; nothing where it isn't known.
    ADD COLUMN data_disks jsonb CHECK (jsonb_typeof(data_disks) = 'array'),
    ADD COLUMN vswitch_id bigint REFERENCES vswitches (id),
    -- The ticket that it was delivered on.
    ADD COLUMN ticket_id bigint REFERENCES tickets (id),
    ADD CONSTRAINT a_system_disk_is_of_some_size CHECK ((system_disk_category IS NULL) = (system_disk_size IS NULL)),
    ADD CONSTRAINT a_physical_machine_is_not_of_the_catalogue CHECK (
        machine = 'vm' OR instance_type IS NULL AND image IS NULL AND vswitch_id IS NULL
            AND system_disk_category IS NULL AND data_disks IS NULL);
CREATE INDEX hosts_by_ticket ON hosts (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX hosts_by_vswitch ON hosts (vswitch_id) WHERE vswitch_id IS NOT NULL;
-- Those that a policy's addresses may still name.
CREATE INDEX hosts_retired ON hosts (floating_ip) WHERE state = 'retired';

-- What a ticket is about to do to a host that is there: one at a time.
CREATE TABLE host_plans (
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    host_id bigint NOT NULL REFERENCES hosts (id),
    plan text NOT NULL CHECK (plan IN ('change', 'recycle')),
    state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'done')),
    -- The host as it was when that was done, for who looks at it afterwards.
    before jsonb,
    -- The openings that ended with it.
    ended bigint[] NOT NULL DEFAULT '{}',
    planned_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    CONSTRAINT what_is_done_says_when CHECK ((state = 'done') = (done_at IS NOT NULL) AND (state = 'done') = (before IS NOT NULL)),
    PRIMARY KEY (ticket_id, host_id)
);
CREATE UNIQUE INDEX a_host_has_one_plan ON host_plans (host_id) WHERE state = 'held';
CREATE INDEX host_plans_by_host ON host_plans (host_id);

-- Mappings and policies may end because their host goes.
ALTER TABLE port_mappings DROP CONSTRAINT port_mappings_end_reason_check,
    ADD CONSTRAINT port_mappings_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired'));
ALTER TABLE access_policies DROP CONSTRAINT access_policies_end_reason_check,
    ADD CONSTRAINT access_policies_end_reason_check
        CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed', 'host_retired'));
