DROP VIEW decisions_waiting;
DROP INDEX resource_requests_undecided;
