DELETE FROM sign_in_attempts WHERE purpose = 'account_request';
ALTER TABLE sign_in_attempts DROP CONSTRAINT sign_in_attempts_purpose_check;
ALTER TABLE sign_in_attempts ADD CONSTRAINT sign_in_attempts_purpose_check
    CHECK (purpose IN ('sign_in', 'password_reset'));
DROP TABLE project_members;
DROP TABLE account_request_reminders;
DROP VIEW account_requests_with_names;
DROP TABLE account_requests;
DROP FUNCTION refuse_another_answer();
DROP SEQUENCE account_request_numbers;
