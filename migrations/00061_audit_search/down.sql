CREATE INDEX audit_entries_by_resource ON audit_entries (resource_type, resource_id, id DESC);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, id DESC);
DROP INDEX audit_entries_by_person, audit_entries_by_record, audit_entries_by_action, audit_entries_by_address,
    audit_entries_by_words;
