-- What a person filters a list by again and again: the list's address and query, under a name of their own.
CREATE TABLE saved_filters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    -- The list's address.
    list text NOT NULL CHECK (list ~ '^/' AND length(list) <= 100),
    -- Twenty places a person and list: no more than there is room for.
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 20),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    -- Without the place in the list, in the order of its names: two filters that ask for the same are the same.
    query text NOT NULL CHECK (length(query) BETWEEN 1 AND 2000),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, list, place)
);
CREATE UNIQUE INDEX a_filter_is_named_once ON saved_filters (user_id, list, lower(name));
