-- 授权: what an operator asks for on a support ticket, and what its filer answers.
CREATE TABLE ticket_authorisations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    target text NOT NULL CHECK (target IN ('host', 'console')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
    wanted_from timestamptz NOT NULL,
    wanted_until timestamptz NOT NULL,
    asked_by_id bigint NOT NULL REFERENCES users (id),
    asked_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'granted', 'refused', 'expired', 'revoked', 'cancelled')),
    -- What was granted; the password is sealed, and goes with its state.
    address text CHECK (length(address) BETWEEN 1 AND 253),
    port integer CHECK (port BETWEEN 1 AND 65535),
    account text CHECK (length(account) BETWEEN 1 AND 64),
    sealed bytea,
    valid_from timestamptz,
    valid_until timestamptz,
    refusal text NOT NULL DEFAULT '' CHECK (length(refusal) <= 300),
    answered_at timestamptz,
    ended_at timestamptz,
    -- How often the password was read.
    readings integer NOT NULL DEFAULT 0,
    last_read_at timestamptz,
    CONSTRAINT a_password_is_kept_while_granted CHECK ((sealed IS NOT NULL) = (state = 'granted')),
    CONSTRAINT what_was_granted_says_how_to_get_in CHECK (
        (state IN ('granted', 'expired', 'revoked')) = (num_nonnulls(address, port, account, valid_from, valid_until) = 5)),
    CONSTRAINT what_was_not_granted_says_nothing_of_it CHECK (
        state IN ('granted', 'expired', 'revoked') OR num_nonnulls(address, port, account, valid_from, valid_until) = 0),
    CONSTRAINT a_refusal_says_why CHECK ((state = 'refused') = (refusal <> '')),
    CONSTRAINT what_is_over_says_since_when CHECK ((state IN ('asked', 'granted')) = (ended_at IS NULL)),
    CONSTRAINT an_authorisation_is_wanted_for_a_year_at_most CHECK (
        wanted_from < wanted_until AND wanted_until <= wanted_from + interval '366 days'),
    CONSTRAINT an_authorisation_is_granted_for_a_year_at_most CHECK (
        valid_from < valid_until AND valid_until <= valid_from + interval '366 days'),
    CONSTRAINT who_read_it_did_so_at_a_time CHECK ((readings > 0) = (last_read_at IS NOT NULL))
);
CREATE INDEX ticket_authorisations_by_ticket ON ticket_authorisations (ticket_id, id);
CREATE UNIQUE INDEX one_authorisation_is_asked_for_at_a_time ON ticket_authorisations (ticket_id) WHERE state = 'asked';
CREATE INDEX ticket_authorisations_running ON ticket_authorisations (valid_until) WHERE state = 'granted';
