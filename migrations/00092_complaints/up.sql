-- What filers have to say about how their tickets were handled: between them and administrators, away from the ticket.
CREATE TABLE complaints (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- No reference: a returned ticket may be deleted, and what was said about its handling stays.
    ticket_id bigint NOT NULL,
    ticket_number text NOT NULL,
    filer_id bigint NOT NULL REFERENCES users (id),
    department_id bigint NOT NULL REFERENCES departments (id),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
    filed_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT a_closed_complaint_says_since_when CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
-- One at a time: what else there is to say belongs into its thread.
CREATE UNIQUE INDEX a_ticket_has_one_complaint_at_a_time ON complaints (ticket_id) WHERE state <> 'closed';
CREATE INDEX complaints_by_filer ON complaints (filer_id, id DESC);
CREATE INDEX complaints_by_state ON complaints (state, id DESC);

CREATE TABLE complaint_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    complaint_id bigint NOT NULL REFERENCES complaints (id),
    author_id bigint NOT NULL REFERENCES users (id),
    by_administrator boolean NOT NULL,
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    at timestamptz NOT NULL
);
CREATE INDEX complaint_messages_by_complaint ON complaint_messages (complaint_id, id);
