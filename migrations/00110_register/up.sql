-- The register of ports: everything that is, was or will be open, found by any address that it is about.

-- What was asked for, as in access_policies: by the pool of the mapping's address.
ALTER TABLE port_mappings ADD COLUMN kind text;
UPDATE port_mappings m SET kind = p.pool || '-mapping' FROM pool_ips p WHERE p.address = m.pool_ip;
ALTER TABLE port_mappings
    ALTER COLUMN kind SET NOT NULL,
    ADD CONSTRAINT port_mappings_kind_check CHECK (kind IN ('internet-mapping', 'extranet-mapping'));

CREATE FUNCTION tell_kind_of_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT pool || '-mapping' INTO NEW.kind FROM pool_ips WHERE address = NEW.pool_ip;
    -- An address of no pool is for the foreign key to refuse.
    NEW.kind := coalesce(NEW.kind, 'internet-mapping');
    RETURN NEW;
END
$$;
CREATE TRIGGER mappings_know_their_kind BEFORE INSERT OR UPDATE OF pool_ip ON port_mappings
    FOR EACH ROW EXECUTE FUNCTION tell_kind_of_mapping();

-- A pool is said once, when its address is made: the mappings on it have it too.
CREATE FUNCTION refuse_another_pool() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% stays in its pool', host(OLD.address) USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER an_address_stays_in_its_pool BEFORE UPDATE OF pool ON pool_ips
    FOR EACH ROW WHEN (OLD.pool <> NEW.pool) EXECUTE FUNCTION refuse_another_pool();

CREATE OR REPLACE VIEW openings AS
SELECT id, 'mapping'::text AS register, ticket_id, row_number, department_id, application_id, valid, state,
       opened_at, ended_at, end_reason, removed_by_id, removed_at, renews_id, reminded_days,
       recertification_asked_at, recertified_at, recertified_by_id,
       host(pool_ip) || ':' || public_port || ' ' || host(floating_ip) || ':' || internal_port AS words,
       jsonb_build_object('mapping', jsonb_build_object(
           'pool_ip', host(pool_ip), 'protocol', protocol, 'public_port', public_port, 'floating_ip', host(floating_ip),
           'internal_port', internal_port, 'whitelist', nullif(whitelist, ''))) AS what,
       kind, opened_by_id
FROM port_mappings
UNION ALL
SELECT id, 'policy', ticket_id, row_number, department_id, application_id, valid, state,
       opened_at, ended_at, end_reason, removed_by_id, removed_at, renews_id, reminded_days,
       recertification_asked_at, recertified_at, recertified_by_id,
       sources || ' ' || destinations || ' ' || tcp_ports || ' ' || udp_ports || ' ' || coalesce(host(translated_ip), ''),
       jsonb_build_object('policy', jsonb_build_object(
           'kind', kind, 'sources', sources, 'source_tenant', source_tenant, 'destinations', destinations,
           'destination_tenant', destination_tenant, 'both_ways', both_ways, 'tcp', nullif(tcp_ports, ''),
           'udp', nullif(udp_ports, ''), 'long_connection', long_connection, 'translated_ip', host(translated_ip))),
       kind, opened_by_id
FROM access_policies;

-- The lists, each along an index that has its order.
CREATE INDEX port_mappings_by_kind ON port_mappings (kind, state, id DESC);
CREATE INDEX port_mappings_by_department_and_kind ON port_mappings (department_id, kind, state, id DESC);
CREATE INDEX port_mappings_opened ON port_mappings (opened_at) WHERE opened_at IS NOT NULL;
CREATE INDEX port_mappings_ending_by_department ON port_mappings (department_id, upper(valid)) WHERE state = 'active';
CREATE INDEX port_mappings_without_end_by_department ON port_mappings (department_id, coalesce(recertified_at, opened_at))
    WHERE state = 'active' AND upper_inf(valid);
CREATE INDEX port_mappings_recertified ON port_mappings (recertified_at) WHERE recertified_at IS NOT NULL;
CREATE INDEX port_mappings_given_up ON port_mappings (ended_at) WHERE end_reason = 'not_needed';
CREATE INDEX access_policies_by_kind ON access_policies (kind, state, id DESC);
CREATE INDEX access_policies_by_department_and_kind ON access_policies (department_id, kind, state, id DESC);
CREATE INDEX access_policies_opened ON access_policies (opened_at) WHERE opened_at IS NOT NULL;
CREATE INDEX access_policies_ending_by_department ON access_policies (department_id, upper(valid)) WHERE state = 'active';
CREATE INDEX access_policies_without_end_by_department ON access_policies (department_id, coalesce(recertified_at, opened_at))
    WHERE state = 'active' AND upper_inf(valid);
CREATE INDEX access_policies_recertified ON access_policies (recertified_at) WHERE recertified_at IS NOT NULL;
CREATE INDEX access_policies_given_up ON access_policies (ended_at) WHERE end_reason = 'not_needed';

-- A list of addresses as it is stored, `10.1.2.3;10.1.2.5-10.1.2.9;10.1.3.0/24`, in numbers.
CREATE FUNCTION ranges_of(list text) RETURNS int8multirange
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT coalesce(range_agg(
        CASE WHEN strpos(element, '-') > 0
             THEN int8range(split_part(element, '-', 1)::inet - '0.0.0.0'::inet,
                            split_part(element, '-', 2)::inet - '0.0.0.0'::inet, '[]')
             ELSE int8range(host(network(element::inet))::inet - '0.0.0.0'::inet,
                            host(broadcast(element::inet))::inet - '0.0.0.0'::inet, '[]')
        END), '{}')
    FROM unnest(string_to_array(list, ';')) AS element
    WHERE element <> '');

-- The fewest networks that make these addresses up, none larger than a /16: so that whoever looks for an address asks
-- for the seventeen networks it may lie in. Addresses without bounds are 0.0.0.0/0: anywhere.
CREATE FUNCTION networks_of(ranges int8multirange) RETURNS SETOF cidr
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 3 AS $$
DECLARE
    unbroken int8range;
    first bigint;
    after bigint;
    bits integer;
BEGIN
    IF lower_inf(ranges) THEN
        RETURN NEXT '0.0.0.0/0'::cidr;
        RETURN;
    END IF;
    FOREACH unbroken IN ARRAY ARRAY(SELECT unnest(ranges)) LOOP
        first := lower(unbroken);
        after := upper(unbroken);
        WHILE first < after LOOP
            bits := 0;
            WHILE bits < 16 AND first % (2::bigint << bits) = 0 AND first + (2::bigint << bits) <= after LOOP
                bits := bits + 1;
            END LOOP;
            RETURN NEXT network(set_masklen('0.0.0.0'::inet + first, 32 - bits));
            first := first + (1::bigint << bits);
        END LOOP;
    END LOOP;
END
$$;

-- What each opening is about, as opening_addresses keeps it. Reached is where it leads; the other addresses are
-- those one sets out from.
CREATE VIEW addresses_of_openings AS
SELECT m.id AS opening_id, side.network, m.department_id, bool_or(side.is_reached) AS is_reached,
       CASE WHEN m.state IN ('active', 'to_remove') THEN lower(m.valid) END AS open_since
FROM port_mappings m, LATERAL (
    SELECT network(m.pool_ip) AS network, true AS is_reached
    UNION ALL SELECT network(m.floating_ip), true
    UNION ALL SELECT networks_of(ranges_of(m.whitelist)), false) side
GROUP BY m.id, side.network
UNION ALL
SELECT p.id, side.network, p.department_id, bool_or(side.is_reached),
       CASE WHEN p.state IN ('active', 'to_remove') THEN lower(p.valid) END
FROM access_policies p, LATERAL (
    SELECT networks_of(p.source_ranges) AS network, p.both_ways AS is_reached
    UNION ALL SELECT networks_of(p.destination_ranges), true
    UNION ALL SELECT network(p.translated_ip), false WHERE p.translated_ip IS NOT NULL) side
GROUP BY p.id, side.network;

CREATE TABLE opening_addresses (
    opening_id bigint NOT NULL,
    network cidr NOT NULL CHECK (masklen(network) = 0 OR masklen(network) >= 16),
    department_id bigint NOT NULL REFERENCES departments (id),
    is_reached boolean NOT NULL,
    -- From when on it is open at the gateway: in force, or ended and not removed yet.
    open_since timestamptz,
    PRIMARY KEY (opening_id, network)
);
INSERT INTO opening_addresses (opening_id, network, department_id, is_reached, open_since)
SELECT opening_id, network, department_id, is_reached, open_since FROM addresses_of_openings;

CREATE INDEX opening_addresses_by_network ON opening_addresses (network, opening_id DESC);
CREATE INDEX opening_addresses_by_department ON opening_addresses (department_id, network, opening_id DESC);
CREATE INDEX opening_addresses_reached ON opening_addresses (network, opening_id DESC) INCLUDE (open_since)
    WHERE is_reached AND open_since IS NOT NULL;
CREATE INDEX opening_addresses_reached_by_department ON opening_addresses (department_id, network, opening_id DESC)
    INCLUDE (open_since) WHERE is_reached AND open_since IS NOT NULL;

CREATE FUNCTION keep_addresses_of_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM opening_addresses WHERE opening_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO opening_addresses (opening_id, network, department_id, is_reached, open_since)
        SELECT opening_id, network, department_id, is_reached, open_since FROM addresses_of_openings WHERE opening_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION keep_openness_of_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE opening_addresses SET open_since = CASE WHEN NEW.state IN ('active', 'to_remove') THEN lower(NEW.valid) END
    WHERE opening_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER mappings_are_found_by_address AFTER INSERT OR DELETE ON port_mappings
    FOR EACH ROW EXECUTE FUNCTION keep_addresses_of_opening();
CREATE TRIGGER changed_mappings_are_found_by_address AFTER UPDATE ON port_mappings
    FOR EACH ROW WHEN ((OLD.department_id, OLD.pool_ip, OLD.floating_ip, OLD.whitelist)
        IS DISTINCT FROM (NEW.department_id, NEW.pool_ip, NEW.floating_ip, NEW.whitelist))
    EXECUTE FUNCTION keep_addresses_of_opening();
CREATE TRIGGER addresses_of_mappings_open_and_close AFTER UPDATE ON port_mappings
    FOR EACH ROW WHEN ((OLD.state IN ('active', 'to_remove'), lower(OLD.valid))
        IS DISTINCT FROM (NEW.state IN ('active', 'to_remove'), lower(NEW.valid)))
    EXECUTE FUNCTION keep_openness_of_addresses();
CREATE TRIGGER policies_are_found_by_address AFTER INSERT OR DELETE ON access_policies
    FOR EACH ROW EXECUTE FUNCTION keep_addresses_of_opening();
CREATE TRIGGER changed_policies_are_found_by_address AFTER UPDATE ON access_policies
    FOR EACH ROW WHEN ((OLD.department_id, OLD.both_ways, OLD.translated_ip, OLD.source_ranges, OLD.destination_ranges)
        IS DISTINCT FROM (NEW.department_id, NEW.both_ways, NEW.translated_ip, NEW.source_ranges, NEW.destination_ranges))
    EXECUTE FUNCTION keep_addresses_of_opening();
CREATE TRIGGER addresses_of_policies_open_and_close AFTER UPDATE ON access_policies
    FOR EACH ROW WHEN ((OLD.state IN ('active', 'to_remove'), lower(OLD.valid))
        IS DISTINCT FROM (NEW.state IN ('active', 'to_remove'), lower(NEW.valid)))
    EXECUTE FUNCTION keep_openness_of_addresses();
