DROP TRIGGER mappings_are_found_by_address ON port_mappings;
DROP TRIGGER changed_mappings_are_found_by_address ON port_mappings;
DROP TRIGGER addresses_of_mappings_open_and_close ON port_mappings;
DROP TRIGGER policies_are_found_by_address ON access_policies;
DROP TRIGGER changed_policies_are_found_by_address ON access_policies;
DROP TRIGGER addresses_of_policies_open_and_close ON access_policies;
DROP FUNCTION keep_openness_of_addresses();
DROP FUNCTION keep_addresses_of_opening();
DROP TABLE opening_addresses;
DROP VIEW addresses_of_openings;
DROP FUNCTION networks_of(int8multirange);
DROP FUNCTION ranges_of(text);

DROP INDEX port_mappings_by_kind, port_mappings_by_department_and_kind, port_mappings_opened,
    port_mappings_ending_by_department, port_mappings_without_end_by_department,
    port_mappings_recertified, port_mappings_given_up, access_policies_by_kind, access_policies_by_department_and_kind, access_policies_opened,
    access_policies_ending_by_department, access_policies_without_end_by_department,
    access_policies_recertified, access_policies_given_up;

DROP VIEW openings;
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

DROP TRIGGER an_address_stays_in_its_pool ON pool_ips;
DROP FUNCTION refuse_another_pool();
DROP TRIGGER mappings_know_their_kind ON port_mappings;
DROP FUNCTION tell_kind_of_mapping();
ALTER TABLE port_mappings DROP COLUMN kind;
