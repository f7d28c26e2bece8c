DROP TABLE mails, messages, timeline_entries, audit_sealed_entries, audit_seals, audit_entries, kept_forms, submissions, settings, calendar_days, calendar_years;
DROP FUNCTION refuse_change, next_digest, mail_delay;
DROP SEQUENCE ticket_numbers;
DROP FUNCTION search_query, search_vector, search_words;
