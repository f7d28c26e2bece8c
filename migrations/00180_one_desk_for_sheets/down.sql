-- Spreadsheets of hosts between their report and its confirmation: kept for who uploaded them, for a day.
CREATE TABLE host_imports (
    id uuid PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    -- Empty where cells were pasted.
    file_name text NOT NULL CHECK (length(file_name) <= 255),
    -- The cells as they were read; nothing once they are imported.
    rows jsonb NOT NULL,
    -- Headings that meant nothing.
    ignored jsonb NOT NULL DEFAULT '[]',
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    imported_at timestamptz,
    -- What became of the rows: how many hosts are new, changed, the same.
    outcome jsonb,
    CONSTRAINT what_is_imported_has_an_outcome CHECK ((imported_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX host_imports_by_user ON host_imports (user_id, uploaded_at);
CREATE INDEX host_imports_by_time ON host_imports (uploaded_at);

INSERT INTO host_imports (id, user_id, file_name, rows, ignored, uploaded_at, imported_at, outcome)
SELECT id, user_id, file_name, coalesce(placed.rows, '[]'), ignored, uploaded_at, imported_at, outcome
FROM sheet_imports,
LATERAL (
    SELECT jsonb_agg(jsonb_build_object('line', line.said -> 'line', 'cells', cells.placed) ORDER BY line.nth) AS rows
    FROM jsonb_array_elements(sheet_imports.rows) WITH ORDINALITY AS line (said, nth),
    LATERAL (
        SELECT jsonb_agg(line.said -> 'cells' -> field.name ORDER BY field.nth) AS placed
        FROM unnest(ARRAY['name', 'floating_ip', 'department', 'application', 'region', 'specification', 'source', 'state'])
             WITH ORDINALITY AS field (name, nth)
    ) AS cells
) AS placed
WHERE kind = 'hosts';
DELETE FROM sheet_imports WHERE kind = 'hosts';
