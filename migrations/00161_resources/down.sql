DROP VIEW resources_with_names;
-- Their hosts stay: whoever maps ports to them doesn't ask where they came from.
DROP TABLE resources;
