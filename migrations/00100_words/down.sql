CREATE OR REPLACE FUNCTION search_words(doc text) RETURNS text[]
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

CREATE OR REPLACE FUNCTION search_query(typed text) RETURNS tsquery
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
