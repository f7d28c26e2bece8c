-- A department's own words for its tickets.
CREATE TABLE labels (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    department_id bigint NOT NULL REFERENCES departments (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
    colour text NOT NULL CHECK (colour IN ('grey', 'blue', 'green', 'amber', 'red', 'purple')),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, department_id)
);
CREATE UNIQUE INDEX a_label_is_named_once ON labels (department_id, lower(name));

-- Five places a ticket, three for relations: no more than there is room for.
CREATE TABLE ticket_labels (
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 5),
    label_id bigint NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    PRIMARY KEY (ticket_id, place),
    UNIQUE (ticket_id, label_id)
);
CREATE INDEX ticket_labels_by_label ON ticket_labels (label_id, ticket_id);

CREATE TABLE ticket_relations (
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 3),
    other_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    PRIMARY KEY (ticket_id, place),
    UNIQUE (ticket_id, other_id),
    CONSTRAINT no_ticket_is_its_own_relation CHECK (other_id <> ticket_id)
);
CREATE INDEX ticket_relations_by_other ON ticket_relations (other_id);

-- Who gets a ticket's mails beside its filer.
CREATE TABLE ticket_copies (
    ticket_id bigint PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    -- As a draft has it; mail goes to `addresses` alone.
    typed text NOT NULL CHECK (length(typed) <= 1500),
    addresses text[] NOT NULL CHECK (cardinality(addresses) <= 5)
);

-- Who had the ball how long: a row for each state, and each assignee in it, from submission to the end.
CREATE TABLE ticket_turns (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    state text NOT NULL CHECK (state IN ('returned', 'pending', 'processing', 'waiting_reply', 'resolved')),
    assignee_id bigint REFERENCES users (id),
    since timestamptz NOT NULL,
    until timestamptz,
    -- Of whole working dates, as the calendar was when the turn ended.
    working_seconds bigint CHECK (working_seconds >= 0),
    CONSTRAINT a_turn_ends_after_it_began CHECK (until >= since),
    CONSTRAINT an_ended_turn_is_counted CHECK ((until IS NULL) = (working_seconds IS NULL))
);
CREATE INDEX ticket_turns_by_ticket ON ticket_turns (ticket_id, id);
CREATE UNIQUE INDEX a_ticket_has_one_turn_at_a_time ON ticket_turns (ticket_id) WHERE until IS NULL;
