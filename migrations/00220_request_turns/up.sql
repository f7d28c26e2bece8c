-- Who had a request how long (spec 3, "SLA"): a row for each state that it stood in, from its submission on, written when it
-- left it. In a round it stands in each state once.
CREATE TABLE request_turns (
    request_id bigint NOT NULL REFERENCES resource_requests (id),
    round integer NOT NULL CHECK (round > 0),
    state text NOT NULL CHECK (state IN ('first_review', 'second_review', 'plc_review', 'delivering', 'rejected')),
    department_id bigint NOT NULL REFERENCES departments (id),
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,
    -- Of whole working dates, as the calendar was when the turn ended.
    working_seconds bigint NOT NULL CHECK (working_seconds >= 0),
    -- Until when it was to be delivered; the clock stands while its applicant has it.
    due_at timestamptz,
    PRIMARY KEY (request_id, round, state),
    CONSTRAINT a_turn_ends_after_it_began CHECK (until >= since),
    CONSTRAINT the_clock_runs_while_others_have_it CHECK ((due_at IS NULL) = (state = 'rejected'))
);
-- All that a report of a period asks for.
CREATE INDEX request_turns_by_end ON request_turns (until) INCLUDE (department_id, state, working_seconds, due_at);

-- The turns there were, by the calendar of today: how many working dates lie before each date, so that working time is a
-- difference. In a year whose arrangement isn't published the fixed statutory days are off, as the program reckons.
CREATE TEMPORARY TABLE working_dates ON COMMIT DROP AS
SELECT date, works, (count(*) FILTER (WHERE works) OVER (ORDER BY date) - works::int)::bigint AS before
FROM (
    SELECT date, CASE kind WHEN 'off' THEN false WHEN 'make_up' THEN true
                 ELSE extract(isodow FROM date) < 6
                  AND (published IS TRUE OR to_char(date, 'MM-DD') NOT IN ('01-01', '05-01', '05-02', '10-01', '10-02', '10-03'))
                 END AS works
    FROM (SELECT day::date AS date
          FROM (SELECT min(submitted_at) AS first, now() + interval '1 year' AS last FROM request_revisions) span,
               generate_series(first - interval '2 days', last, interval '1 day') AS day) dates
    LEFT JOIN calendar_days USING (date)
    LEFT JOIN calendar_years ON year = extract(year FROM date)
) dates;
ALTER TABLE working_dates ADD PRIMARY KEY (date);

WITH entered AS (
    SELECT v.request_id, v.round, min(v.submitted_at) AS at, r.flow[1] AS state
    FROM request_revisions v JOIN resource_requests r ON r.id = v.request_id
    GROUP BY v.request_id, v.round, r.flow
    UNION ALL
    SELECT d.request_id, d.round, d.decided_at,
           CASE d.outcome WHEN 'rejected' THEN 'rejected'
                ELSE coalesce(r.flow[array_position(r.flow, d.step) + 1], 'delivering') END
    FROM request_decisions d JOIN resource_requests r ON r.id = d.request_id
), stood AS (
    SELECT e.request_id, e.round, e.state, r.department_id, e.at AS since,
           greatest(e.at, coalesce(lead(e.at) OVER (PARTITION BY e.request_id ORDER BY e.at, e.round), r.ended_at)) AS until,
           min(e.at) OVER (PARTITION BY e.request_id, e.round) AS submitted_at,
           lead(e.at) OVER (PARTITION BY e.request_id ORDER BY e.at, e.round) IS NULL AND r.ended_at IS NULL AS runs
    FROM entered e JOIN resource_requests r ON r.id = e.request_id
), dated AS (
    SELECT *, since AT TIME ZONE 'Asia/Shanghai' AS local_since, until AT TIME ZONE 'Asia/Shanghai' AS local_until
    FROM stood WHERE NOT runs
)
INSERT INTO request_turns (request_id, round, state, department_id, since, until, working_seconds, due_at)
SELECT t.request_id, t.round, t.state, t.department_id, t.since, t.until,
       ((ended.before - begun.before) * 86400
        + CASE WHEN ended.works THEN extract(epoch FROM local_until::time) ELSE 0 END
        - CASE WHEN begun.works THEN extract(epoch FROM local_since::time) ELSE 0 END)::bigint,
       CASE WHEN t.state <> 'rejected' THEN (
           -- The end of the seventh working date after the one of the submission.
           SELECT (min(due.date) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
           FROM working_dates submitted JOIN working_dates due ON due.before = submitted.before + submitted.works::int + 6
           WHERE submitted.date = (t.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AND due.works) END
FROM dated t
JOIN working_dates begun ON begun.date = local_since::date
JOIN working_dates ended ON ended.date = local_until::date;
