-- The second factor of signing in (spec 1).
CREATE TABLE second_factors (
    user_id bigint PRIMARY KEY REFERENCES users (id),
    -- What the codes are computed from, sealed with the installation's key.
    secret bytea NOT NULL,
    -- It is set up within one session, and not left half done for long.
    begun_at timestamptz NOT NULL DEFAULT now(),
    begun_in uuid NOT NULL,
    enabled_at timestamptz,
    -- The step of the last code that was accepted: neither it nor an earlier one is accepted again.
    last_step bigint NOT NULL DEFAULT 0 CHECK (last_step >= 0),
    -- Recovery codes that their owner has still to write down, sealed as well.
    shown_codes bytea,
    shown_until timestamptz,
    CHECK ((shown_codes IS NULL) = (shown_until IS NULL)),
    CHECK (shown_codes IS NULL OR enabled_at IS NOT NULL)
);
CREATE INDEX second_factors_showing_codes ON second_factors (shown_until) WHERE shown_until IS NOT NULL;

-- Each opens the account once, instead of a code; only hashes are kept.
CREATE TABLE recovery_codes (
    user_id bigint NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
    code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

-- The password was right and the code isn't given yet. Known by a cookie, of which only the hash is kept.
CREATE TABLE half_sign_ins (
    key_hash bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    begun_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX half_sign_ins_by_user ON half_sign_ins (user_id, begun_at DESC);
CREATE INDEX half_sign_ins_by_expiry ON half_sign_ins (expires_at);
