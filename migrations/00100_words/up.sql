-- In PL/pgSQL a connection plans the body once; an SQL function that can't be inlined is planned anew by each statement
-- that calls it, and every row that is written calls one of these. What they answer is the same.
CREATE OR REPLACE FUNCTION search_words(doc text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
            SELECT substr(run[1], i, 2) AS word
            FROM regexp_matches(lower(doc), '[㐀-䶿一-鿿豈-﫿]+', 'g') AS run,
                 generate_series(1, greatest(length(run[1]) - 1, 1)) AS i
            UNION ALL
            SELECT whole[1] FROM regexp_matches(lower(doc), '[a-z0-9]+(?:[._:/@-]+[a-z0-9]+)*', 'g') AS whole
            UNION ALL
            SELECT part[1] FROM regexp_matches(lower(doc), '[a-z0-9]+', 'g') AS part
        ) words
    );
END
$$;

CREATE OR REPLACE FUNCTION search_query(typed text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT coalesce(string_agg('''' || word || '''' || CASE WHEN word ~ '^[^a-z0-9].$' THEN '' ELSE ':*' END, ' & '), '')::tsquery
        FROM (
            SELECT substr(run[1], i, 2) AS word
            FROM regexp_matches(lower(typed), '[㐀-䶿一-鿿豈-﫿]+', 'g') AS run,
                 generate_series(1, greatest(length(run[1]) - 1, 1)) AS i
            UNION
            SELECT whole[1] FROM regexp_matches(lower(typed), '[a-z0-9]+(?:[._:/@-]+[a-z0-9]+)*', 'g') AS whole
        ) words
    );
END
$$;
