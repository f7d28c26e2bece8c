-- The calendar as administrators keep it (spec 0, "Working days"): each change of a year is another version of it.
ALTER TABLE calendar_years
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD CONSTRAINT a_year_can_be_planned CHECK (year BETWEEN 2025 AND 2100);
ALTER TABLE calendar_days ADD CONSTRAINT a_day_off_has_a_name CHECK (length(name) BETWEEN 1 AND 40);
