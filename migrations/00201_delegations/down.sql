ALTER TABLE timeline_entries DROP COLUMN in_place_of;
ALTER TABLE request_decisions DROP COLUMN decided_for_id;
DROP VIEW delegations_in_force;
DROP TABLE approval_delegations;
