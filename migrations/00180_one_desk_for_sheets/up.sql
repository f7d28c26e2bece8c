-- Sheets of hosts are kept as all others are, their cells by the names of their fields.
INSERT INTO sheet_imports (id, user_id, kind, file_name, rows, ignored, uploaded_at, imported_at, outcome)
SELECT id, user_id, 'hosts', file_name, coalesce(named.rows, '[]'), ignored, uploaded_at, imported_at, outcome
FROM host_imports,
LATERAL (
    SELECT jsonb_agg(jsonb_build_object('line', line.said -> 'line', 'cells', coalesce(cells.named, '{}')) ORDER BY line.nth) AS rows
    FROM jsonb_array_elements(host_imports.rows) WITH ORDINALITY AS line (said, nth),
    LATERAL (
        SELECT jsonb_object_agg(field.name, cell.said) AS named
        FROM jsonb_array_elements(line.said -> 'cells') WITH ORDINALITY AS cell (said, nth)
        JOIN unnest(ARRAY['name', 'floating_ip', 'department', 'application', 'region', 'specification', 'source', 'state'])
             WITH ORDINALITY AS field (name, nth) USING (nth)
        WHERE cell.said <> 'null'
    ) AS cells
) AS named;
DROP TABLE host_imports;
