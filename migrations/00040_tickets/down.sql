DROP TABLE port_mappings, daily_uploads, attachments, ticket_messages, ticket_ratings, tickets, ticket_targets;
