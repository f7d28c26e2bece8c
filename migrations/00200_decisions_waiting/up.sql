CREATE INDEX resource_requests_undecided ON resource_requests (state, id)
    WHERE state IN ('first_review', 'second_review', 'plc_review');

-- What waits for a decision, whatever it is: the action that it takes, the sector of the department it is for, and who
-- applied. What is decided elsewhere joins with a branch of its own. The condition is the index's, word for word.
CREATE VIEW decisions_waiting AS
SELECT r.id, step.action, d.sector, r.applicant_id
FROM (VALUES ('first_review', 'first_review'), ('second_review', 'approve'), ('plc_review', 'approve')) AS step (state, action)
JOIN resource_requests r ON r.state = step.state
JOIN departments d ON d.id = r.department_id
WHERE r.state IN ('first_review', 'second_review', 'plc_review');
