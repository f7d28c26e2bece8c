DROP TRIGGER digests_follow_the_calendar ON calendar_days;
DROP FUNCTION digests_follow_the_calendar();
CREATE OR REPLACE FUNCTION next_digest(after timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT min(morning)
    FROM (
        SELECT (after AT TIME ZONE 'Asia/Shanghai')::date + ahead AS date FROM generate_series(0, 30) AS ahead
    ) days
    LEFT JOIN calendar_days USING (date),
    LATERAL (SELECT (date + time '09:00') AT TIME ZONE 'Asia/Shanghai' AS morning) nine
    WHERE morning > after
      AND CASE kind WHEN 'off' THEN false WHEN 'make_up' THEN true ELSE extract(isodow FROM date) < 6 END
$$;
DROP FUNCTION mail_pause(text, text);
DROP INDEX mails_by_words;
DROP INDEX mails_by_kind;
DROP INDEX mails_by_state;
DROP FUNCTION mail_words(text, jsonb);
ALTER TABLE mails DROP COLUMN taken_at;
