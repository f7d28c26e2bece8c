-- Search: Chinese is cut into pairs of characters, so that two characters find; words, numbers and
-- addresses are kept whole and in their parts, and are found by their beginnings.
CREATE FUNCTION search_words(doc text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
        SELECT substr(run[1], i, 2) AS word
        FROM regexp_matches(lower(doc), '[㐀-䶿一-鿿豈-﫿]+', 'g') AS run,
             generate_series(1, greatest(length(run[1]) - 1, 1)) AS i
        UNION ALL
        SELECT whole[1] FROM regexp_matches(lower(doc), '[a-z0-9]+(?:[._:/@-]+[a-z0-9]+)*', 'g') AS whole
        UNION ALL
        SELECT part[1] FROM regexp_matches(lower(doc), '[a-z0-9]+', 'g') AS part
    ) words
$$;

CREATE FUNCTION search_vector(doc text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
-- Bound now and not by name later: autovacuum and restored backups know no search path.
RETURN array_to_tsvector(search_words(doc));

-- Everything typed must be there; nothing recognisable typed finds nothing.
CREATE FUNCTION search_query(typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || word || '''' || CASE WHEN word ~ '^[^a-z0-9].$' THEN '' ELSE ':*' END, ' & '), '')::tsquery
    FROM (
        SELECT substr(run[1], i, 2) AS word
        FROM regexp_matches(lower(typed), '[㐀-䶿一-鿿豈-﫿]+', 'g') AS run,
             generate_series(1, greatest(length(run[1]) - 1, 1)) AS i
        UNION
        SELECT whole[1] FROM regexp_matches(lower(typed), '[a-z0-9]+(?:[._:/@-]+[a-z0-9]+)*', 'g') AS whole
    ) words
$$;

-- One sequence for all documents of a kind: gaps are allowed, reuse isn't, and nobody waits for a number.
CREATE SEQUENCE ticket_numbers;

CREATE TABLE calendar_years (
    year integer PRIMARY KEY,
    published boolean NOT NULL
);
CREATE TABLE calendar_days (
    date date PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('off', 'make_up')),
    name text NOT NULL,
    provisional boolean NOT NULL DEFAULT false
);

INSERT INTO calendar_years (year, published) VALUES
    (2025, true),
    (2026, true),
    (2027, false);

INSERT INTO calendar_days (date, kind, name, provisional) VALUES
    ('2025-01-01', 'off', '元旦', false),
    ('2025-01-26', 'make_up', '调休上班', false),
    ('2025-01-28', 'off', '春节', false),
    ('2025-01-29', 'off', '春节', false),
    ('2025-01-30', 'off', '春节', false),
    ('2025-01-31', 'off', '春节', false),
    ('2025-02-01', 'off', '春节', false),
    ('2025-02-02', 'off', '春节', false),
    ('2025-02-03', 'off', '春节', false),
    ('2025-02-04', 'off', '春节', false),
    ('2025-02-08', 'make_up', '调休上班', false),
    ('2025-04-04', 'off', '清明节', false),
    ('2025-04-05', 'off', '清明节', false),
    ('2025-04-06', 'off', '清明节', false),
    ('2025-04-27', 'make_up', '调休上班', false),
    ('2025-05-01', 'off', '劳动节', false),
    ('2025-05-02', 'off', '劳动节', false),
    ('2025-05-03', 'off', '劳动节', false),
    ('2025-05-04', 'off', '劳动节', false),
    ('2025-05-05', 'off', '劳动节', false),
    ('2025-05-31', 'off', '端午节', false),
    ('2025-06-01', 'off', '端午节', false),
    ('2025-06-02', 'off', '端午节', false),
    ('2025-09-28', 'make_up', '调休上班', false),
    ('2025-10-01', 'off', '国庆节、中秋节', false),
    ('2025-10-02', 'off', '国庆节、中秋节', false),
    ('2025-10-03', 'off', '国庆节、中秋节', false),
    ('2025-10-04', 'off', '国庆节、中秋节', false),
    ('2025-10-05', 'off', '国庆节、中秋节', false),
    ('2025-10-06', 'off', '国庆节、中秋节', false),
    ('2025-10-07', 'off', '国庆节、中秋节', false),
    ('2025-10-08', 'off', '国庆节、中秋节', false),
    ('2025-10-11', 'make_up', '调休上班', false),
    ('2026-01-01', 'off', '元旦', false),
    ('2026-01-02', 'off', '元旦', false),
    ('2026-01-03', 'off', '元旦', false),
    ('2026-01-04', 'make_up', '调休上班', false),
    ('2026-02-14', 'make_up', '调休上班', false),
    ('2026-02-15', 'off', '春节', false),
    ('2026-02-16', 'off', '春节', false),
    ('2026-02-17', 'off', '春节', false),
    ('2026-02-18', 'off', '春节', false),
    ('2026-02-19', 'off', '春节', false),
    ('2026-02-20', 'off', '春节', false),
    ('2026-02-21', 'off', '春节', false),
    ('2026-02-22', 'off', '春节', false),
    ('2026-02-23', 'off', '春节', false),
    ('2026-02-28', 'make_up', '调休上班', false),
    ('2026-04-04', 'off', '清明节', false),
    ('2026-04-05', 'off', '清明节', false),
    ('2026-04-06', 'off', '清明节', false),
    ('2026-05-01', 'off', '劳动节', false),
    ('2026-05-02', 'off', '劳动节', false),
    ('2026-05-03', 'off', '劳动节', false),
    ('2026-05-04', 'off', '劳动节', false),
    ('2026-05-05', 'off', '劳动节', false),
    ('2026-05-09', 'make_up', '调休上班', false),
    ('2026-06-19', 'off', '端午节', false),
    ('2026-06-20', 'off', '端午节', false),
    ('2026-06-21', 'off', '端午节', false),
    ('2026-09-20', 'make_up', '调休上班', false),
    ('2026-09-25', 'off', '中秋节', false),
    ('2026-09-26', 'off', '中秋节', false),
    ('2026-09-27', 'off', '中秋节', false),
    ('2026-10-01', 'off', '国庆节', false),
    ('2026-10-02', 'off', '国庆节', false),
    ('2026-10-03', 'off', '国庆节', false),
    ('2026-10-04', 'off', '国庆节', false),
    ('2026-10-05', 'off', '国庆节', false),
    ('2026-10-06', 'off', '国庆节', false),
    ('2026-10-07', 'off', '国庆节', false),
    ('2026-10-10', 'make_up', '调休上班', false),
    ('2027-01-01', 'off', '元旦', true),
    ('2027-02-05', 'off', '春节', true),
    ('2027-02-06', 'off', '春节', true),
    ('2027-02-07', 'off', '春节', true),
    ('2027-02-08', 'off', '春节', true),
    ('2027-04-05', 'off', '清明节', true),
    ('2027-05-01', 'off', '劳动节', true),
    ('2027-05-02', 'off', '劳动节', true),
    ('2027-06-09', 'off', '端午节', true),
    ('2027-09-15', 'off', '中秋节', true),
    ('2027-10-01', 'off', '国庆节', true),
    ('2027-10-02', 'off', '国庆节', true),
    ('2027-10-03', 'off', '国庆节', true);

-- 09:00 in Shanghai of the next working day: when the mail of the day is read.
CREATE FUNCTION next_digest(after timestamptz) RETURNS timestamptz
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

CREATE TABLE settings (
    key text PRIMARY KEY,
    value jsonb NOT NULL
);
INSERT INTO settings (key, value) VALUES
    -- Seconds for which mails of one record wait for each other, to leave as one.
    ('mail.delay_seconds', '20'),
    -- How long a high-risk port may stay mapped, days (spec 2, internet-mapping).
    ('network.high_risk_days', '90');

CREATE FUNCTION mail_delay() RETURNS interval LANGUAGE sql STABLE AS $$
    SELECT make_interval(secs => coalesce((SELECT value::text::float8 FROM settings WHERE key = 'mail.delay_seconds'), 20))
$$;

-- A form that was accepted once is not accepted again; a repeat is led to what the first made.
CREATE TABLE submissions (
    id uuid PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    leads_to text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX submissions_by_time ON submissions (at);

-- What someone is typing, or had typed when the session ran out.
CREATE TABLE kept_forms (
    user_id bigint NOT NULL REFERENCES users (id),
    path text NOT NULL,
    fields jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, path)
);

CREATE TABLE audit_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor_id bigint,
    actor_name text NOT NULL,
    address text NOT NULL,
    request_id text NOT NULL,
    action text NOT NULL,
    resource_type text NOT NULL,
    resource_id text NOT NULL,
    before jsonb,
    after jsonb
);
CREATE INDEX audit_entries_by_time ON audit_entries (at DESC, id DESC);
CREATE INDEX audit_entries_by_resource ON audit_entries (resource_type, resource_id, id DESC);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, id DESC);

-- The chain: a seal's hash covers its entries and the seal before it. Numbered without gaps.
CREATE TABLE audit_seals (
    id bigint PRIMARY KEY CHECK (id > 0),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    sealed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE audit_sealed_entries (
    entry_id bigint PRIMARY KEY REFERENCES audit_entries (id),
    seal_id bigint NOT NULL REFERENCES audit_seals (id)
);
CREATE INDEX audit_sealed_entries_by_seal ON audit_sealed_entries (seal_id, entry_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_are_not_truncated BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_stay BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_are_not_truncated BEFORE TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_sealed_entries_stay BEFORE UPDATE OR DELETE ON audit_sealed_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_sealed_entries_are_not_truncated BEFORE TRUNCATE ON audit_sealed_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE timeline_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    actor_id bigint REFERENCES users (id),
    actor_name text NOT NULL,
    action text NOT NULL,
    said jsonb NOT NULL,
    quote text NOT NULL DEFAULT ''
);
CREATE INDEX timeline_entries_by_record ON timeline_entries (record_kind, record_id, id);

CREATE TABLE messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient_id bigint NOT NULL REFERENCES users (id),
    kind text NOT NULL,
    title jsonb NOT NULL,
    body jsonb NOT NULL,
    quote text NOT NULL DEFAULT '',
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    record_number text NOT NULL,
    record_path text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    read_at timestamptz
);
CREATE INDEX messages_by_recipient ON messages (recipient_id, id DESC);
CREATE INDEX messages_by_kind ON messages (recipient_id, kind, id);
CREATE INDEX messages_by_record ON messages (recipient_id, record_number, id);
CREATE INDEX messages_unread ON messages (recipient_id, id DESC) WHERE read_at IS NULL;

-- The outbox: mail leaves with the transaction that caused it, and is written out and sent afterwards
-- by a worker, in the reader's language.
CREATE TABLE mails (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient_id bigint REFERENCES users (id),
    address text NOT NULL,
    language text NOT NULL,
    message_id bigint REFERENCES messages (id),
    -- Mails of one thread that wait together leave as one.
    thread text NOT NULL,
    title jsonb NOT NULL,
    body jsonb NOT NULL,
    quote text NOT NULL DEFAULT '',
    link text NOT NULL,
    -- A link that opens something by itself is forgotten once it was sent.
    link_is_secret boolean NOT NULL DEFAULT false,
    -- Asks for a decision, or for safety: sent whatever was chosen.
    binding boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'joined', 'read', 'parked', 'dropped')),
    attempts integer NOT NULL DEFAULT 0,
    next_try_at timestamptz NOT NULL DEFAULT now(),
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz
);
CREATE INDEX mails_waiting ON mails (next_try_at, id) WHERE state = 'waiting';
CREATE INDEX mails_by_thread ON mails (address, thread) WHERE state = 'waiting';
CREATE INDEX mails_by_message ON mails (message_id);
