-- An address that is given to nobody any more: it stays, since what was mapped on it names it.
ALTER TABLE pool_ips
    ADD COLUMN retired_at timestamptz,
    ADD CONSTRAINT a_retired_address_is_nobodys CHECK (retired_at IS NULL OR department_id IS NULL);
