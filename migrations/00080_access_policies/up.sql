-- Access that was asked for and opened: from hosts of a department to addresses and ports elsewhere. Held, opened,
-- ended, renewed and removed as port mappings are, which is why both have the same columns for that.
CREATE TABLE access_policies (
    -- Of the mappings' own numbers, so that an id means one opening, whichever it is.
    id bigint PRIMARY KEY DEFAULT nextval('port_mappings_id_seq'),
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    row_number integer NOT NULL DEFAULT 1,
    department_id bigint NOT NULL REFERENCES departments (id),
    application_id bigint NOT NULL REFERENCES applications (id),
    kind text NOT NULL CHECK (kind IN ('internet-access', 'extranet-access', 'tenant-access')),
    -- As normalised; whatever is asked by address looks at the ranges below.
    sources text NOT NULL CHECK (sources <> ''),
    source_tenant text NOT NULL DEFAULT '',
    destinations text NOT NULL CHECK (destinations <> ''),
    destination_tenant text NOT NULL DEFAULT '',
    both_ways boolean NOT NULL DEFAULT false CHECK (NOT both_ways OR kind = 'tenant-access'),
    tcp_ports text NOT NULL DEFAULT '',
    udp_ports text NOT NULL DEFAULT '',
    long_connection boolean NOT NULL DEFAULT false,
    -- The address that others on the extranet see.
    translated_ip inet REFERENCES pool_ips (address) CHECK (translated_ip IS NULL OR kind = 'extranet-access'),
    source_ranges int8multirange NOT NULL CHECK (NOT isempty(source_ranges)),
    -- Empty where domain names alone are reached; without bounds for anything at all.
    destination_ranges int8multirange NOT NULL,
    -- What makes two of them the same access.
    fingerprint uuid NOT NULL GENERATED ALWAYS AS (md5(
        kind || '|' || sources || '|' || source_tenant || '|' || destinations || '|' || destination_tenant || '|' ||
        both_ways::text || '|' || tcp_ports || '|' || udp_ports)::uuid) STORED,
    valid tstzrange NOT NULL CHECK (NOT isempty(valid)),
    state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'active', 'to_remove', 'renewed', 'released', 'removed')),
    opened_by_id bigint REFERENCES users (id),
    opened_at timestamptz,
    ended_at timestamptz,
    end_reason text CHECK (end_reason IN ('period_over', 'ticket_closed', 'not_needed')),
    removed_by_id bigint REFERENCES users (id),
    removed_at timestamptz,
    renews_id bigint REFERENCES access_policies (id),
    reminded_days smallint CHECK (reminded_days IN (30, 7, 1)),
    recertification_asked_at timestamptz,
    recertified_at timestamptz,
    recertified_by_id bigint REFERENCES users (id),
    CONSTRAINT an_access_has_ports CHECK (tcp_ports <> '' OR udp_ports <> ''),
    CONSTRAINT an_opened_access_has_its_address CHECK (
        kind <> 'extranet-access' OR translated_ip IS NOT NULL OR state IN ('held', 'released')),
    CONSTRAINT access_to_be_removed_says_why CHECK (
        state NOT IN ('to_remove', 'removed') OR ended_at IS NOT NULL AND end_reason IS NOT NULL),
    CONSTRAINT who_recertified_access_is_known CHECK ((recertified_at IS NULL) = (recertified_by_id IS NULL)),
    CONSTRAINT no_access_renews_itself CHECK (renews_id <> id),
    CONSTRAINT an_access_is_opened_once EXCLUDE USING gist (
        department_id WITH =, fingerprint WITH =, valid WITH &&
    ) WHERE (state IN ('held', 'active', 'to_remove'))
);
CREATE INDEX access_policies_by_ticket ON access_policies (ticket_id, row_number);
CREATE INDEX access_policies_by_application ON access_policies (application_id, id DESC);
CREATE INDEX access_policies_by_department ON access_policies (department_id, id DESC);
CREATE INDEX access_policies_live_by_department ON access_policies (department_id, kind) WHERE state IN ('held', 'active', 'to_remove');
CREATE INDEX access_policies_by_source ON access_policies USING gist (source_ranges) WHERE state IN ('held', 'active', 'to_remove');
CREATE INDEX access_policies_by_destination ON access_policies USING gist (destination_ranges) WHERE state IN ('held', 'active', 'to_remove');
CREATE INDEX access_policies_by_translated_ip ON access_policies (translated_ip) WHERE translated_ip IS NOT NULL;
CREATE INDEX access_policies_ending ON access_policies (upper(valid)) WHERE state = 'active';
CREATE INDEX access_policies_ending_by_ticket ON access_policies (ticket_id) WHERE state = 'active';
CREATE INDEX access_policies_to_remove ON access_policies (id) WHERE state = 'to_remove';
CREATE INDEX access_policies_without_end ON access_policies (coalesce(recertified_at, opened_at)) WHERE state = 'active' AND upper_inf(valid);
CREATE UNIQUE INDEX an_access_is_renewed_once ON access_policies (renews_id) WHERE state IN ('held', 'active', 'to_remove');
CREATE INDEX access_policies_by_renewed ON access_policies (renews_id) WHERE renews_id IS NOT NULL;

-- Whatever was opened on a ticket, and its life.
CREATE VIEW openings AS
SELECT id, 'mapping'::text AS register, ticket_id, row_number, department_id, application_id, valid, state,
       opened_at, ended_at, end_reason, removed_by_id, removed_at, renews_id, reminded_days,
       recertification_asked_at, recertified_at, recertified_by_id,
       host(pool_ip) || ':' || public_port || ' ' || host(floating_ip) || ':' || internal_port AS words,
       jsonb_build_object('mapping', jsonb_build_object(
           'pool_ip', host(pool_ip), 'protocol', protocol, 'public_port', public_port, 'floating_ip', host(floating_ip),
           'internal_port', internal_port, 'whitelist', nullif(whitelist, ''))) AS what
FROM port_mappings
UNION ALL
SELECT id, 'policy', ticket_id, row_number, department_id, application_id, valid, state,
       opened_at, ended_at, end_reason, removed_by_id, removed_at, renews_id, reminded_days,
       recertification_asked_at, recertified_at, recertified_by_id,
       sources || ' ' || destinations || ' ' || tcp_ports || ' ' || udp_ports || ' ' || coalesce(host(translated_ip), ''),
       jsonb_build_object('policy', jsonb_build_object(
           'kind', kind, 'sources', sources, 'source_tenant', source_tenant, 'destinations', destinations,
           'destination_tenant', destination_tenant, 'both_ways', both_ways, 'tcp', nullif(tcp_ports, ''),
           'udp', nullif(udp_ports, ''), 'long_connection', long_connection, 'translated_ip', host(translated_ip)))
FROM access_policies;
