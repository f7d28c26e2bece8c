-- What the access URLs of tickets lead to. Asked for by submitting, and again by operators; the newest of a URL counts.
CREATE TABLE url_scans (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    -- The ticket's own, which may be visited beside those of the web.
    ports integer[] NOT NULL,
    -- Who wanted it.
    asked_by_id bigint REFERENCES users (id),
    asked_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
    attempts integer NOT NULL DEFAULT 0,
    -- When a worker takes it; moved before it is worked on, so that nobody else takes it too.
    next_try_at timestamptz NOT NULL,
    -- The last one there is, also while it is to be tried again.
    report jsonb,
    finished_at timestamptz,
    CONSTRAINT what_is_scanned_has_a_report CHECK (state = 'waiting' OR report IS NOT NULL),
    CONSTRAINT what_is_scanned_says_since_when CHECK ((state = 'done') = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX a_url_waits_once ON url_scans (ticket_id, md5(url)) WHERE state = 'waiting';
CREATE INDEX url_scans_by_ticket ON url_scans (ticket_id, id DESC);
CREATE INDEX url_scans_due ON url_scans (next_try_at, id) WHERE state = 'waiting';
