ALTER TABLE pool_ips DROP COLUMN retired_at;
