DROP TABLE port_mappings, attachments, ticket_messages, ticket_ratings, tickets, ticket_targets;
