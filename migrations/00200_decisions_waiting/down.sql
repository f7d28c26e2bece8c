DROP VIEW decisions_waiting;
