ALTER TABLE risk_ports
    DROP CONSTRAINT a_risk_is_of_ports,
    DROP COLUMN id, DROP COLUMN reason, DROP COLUMN version, DROP COLUMN created_at, DROP COLUMN updated_at;
ALTER TABLE risk_ports ADD PRIMARY KEY (ports);
