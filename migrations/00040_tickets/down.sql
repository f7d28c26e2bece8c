DROP TABLE port_mappings, daily_uploads, attachments, ticket_messages, ticket_ratings, tickets, ticket_tallies, ticket_targets;
DROP FUNCTION tally_tickets;
