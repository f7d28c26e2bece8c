-- The audit log is searched (spec 8, "Audit"): each search has an index that also gives the order of time.
CREATE INDEX audit_entries_by_person ON audit_entries (actor_name, at DESC, id DESC);
CREATE INDEX audit_entries_by_record ON audit_entries (resource_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_action ON audit_entries (action, at DESC, id DESC);
-- Whole addresses and their beginnings, whatever the database's collation.
CREATE INDEX audit_entries_by_address ON audit_entries (address text_pattern_ops, at DESC, id DESC);
CREATE INDEX audit_entries_by_words ON audit_entries
    USING gin (search_vector(actor_name || ' ' || resource_id || ' ' || address));
-- A record's number is enough to find it; nothing asks by a person's id.
DROP INDEX audit_entries_by_resource, audit_entries_by_actor;
