-- Whether connections through a mapped port stay open for long: what its ticket says, for the gateway to know.
ALTER TABLE port_mappings ADD COLUMN long_connection boolean NOT NULL DEFAULT false;
UPDATE port_mappings m SET long_connection = true
FROM tickets t WHERE t.id = m.ticket_id AND t.details ->> 'long_connection' = 'on';

CREATE OR REPLACE VIEW openings AS
SELECT id, 'mapping'::text AS register, ticket_id, row_number, department_id, application_id, valid, state,
       opened_at, ended_at, end_reason, removed_by_id, removed_at, renews_id, reminded_days,
       recertification_asked_at, recertified_at, recertified_by_id,
       host(pool_ip) || ':' || public_port || ' ' || host(floating_ip) || ':' || internal_port AS words,
       jsonb_build_object('mapping', jsonb_build_object(
           'pool_ip', host(pool_ip), 'protocol', protocol, 'public_port', public_port, 'floating_ip', host(floating_ip),
           'internal_port', internal_port, 'whitelist', nullif(whitelist, ''), 'long_connection', long_connection)) AS what,
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
