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
