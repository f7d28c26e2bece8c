ALTER TABLE calendar_days DROP CONSTRAINT a_day_off_has_a_name;
ALTER TABLE calendar_years DROP COLUMN version, DROP COLUMN updated_at, DROP CONSTRAINT a_year_can_be_planned;
