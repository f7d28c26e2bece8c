-- Since when a worker has it in its hands: what is on its way is neither dropped nor sent again.
ALTER TABLE mails ADD COLUMN taken_at timestamptz;

-- What a mail is found by: its address, and the names and numbers that fill its title.
CREATE FUNCTION mail_words(address text, title jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN address || ' ' || jsonb_path_query_array(title, '$.**.word')::text;

CREATE INDEX mails_by_state ON mails (state, id);
CREATE INDEX mails_by_kind ON mails ((title ->> 'key'), id);
CREATE INDEX mails_by_words ON mails USING gin (search_vector(mail_words(address, title)));

-- How long a mail waits for others of its record: the longer, the more of them wait already, up to fifteen times as
-- long. So a burst leaves as one when it is over, and what comes alone leaves soon.
CREATE FUNCTION mail_pause(to_address text, of_thread text) RETURNS interval LANGUAGE sql STABLE AS $$
    SELECT mail_delay() * least(15, 1 + count(*))
    FROM (SELECT FROM mails
          WHERE address = to_address AND thread = of_thread AND state = 'waiting' AND NOT link_is_secret
          LIMIT 14) AS few
$$;

-- As before; and a calendar without a working day in a month keeps no change from being told.
CREATE OR REPLACE FUNCTION next_digest(after timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT coalesce(min(morning), after + interval '1 day')
    FROM (
        SELECT (after AT TIME ZONE 'Asia/Shanghai')::date + ahead AS date FROM generate_series(0, 30) AS ahead
    ) days
    LEFT JOIN calendar_days USING (date),
    LATERAL (SELECT (date + time '09:00') AT TIME ZONE 'Asia/Shanghai' AS morning) nine
    WHERE morning > after
      AND CASE kind WHEN 'off' THEN false WHEN 'make_up' THEN true ELSE extract(isodow FROM date) < 6 END
$$;

-- A digest that waits leaves on the next working day of the calendar as it is then.
CREATE FUNCTION digests_follow_the_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE mails SET next_try_at = next_digest(now())
    WHERE state = 'waiting' AND thread = 'digest' AND attempts = 0 AND next_try_at > now();
    RETURN NULL;
END
$$;
CREATE TRIGGER digests_follow_the_calendar AFTER INSERT OR UPDATE OR DELETE ON calendar_days
    FOR EACH STATEMENT EXECUTE FUNCTION digests_follow_the_calendar();
