-- The catalogue as administrators keep it (spec 1, "Departments and regions").
ALTER TABLE instance_types ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE images ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE disk_categories ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- Every entry by its kind and code, whatever table it lies in.
CREATE VIEW catalogue_entries AS
SELECT hashtextextended(kind || '/' || code, 0) AS id, kind, code, place, name, name_en, numbers, retired_at, revision AS version
FROM (
    SELECT 'instance_type' AS kind, code, ascii(family) * 1000 + vcpus AS place, format('%s vCPU %s GiB', vcpus, memory) AS name,
           format('%s vCPU %s GiB', vcpus, memory) AS name_en,
           json_build_object('vcpus', vcpus, 'memory', memory) AS numbers, retired_at, revision
    FROM instance_types
    UNION ALL
    SELECT 'image', code, place, name, name_en, json_build_object('least_disk', least_disk), retired_at, revision FROM images
    UNION ALL
    SELECT 'disk_category', code, place, name, name_en,
           json_build_object('system_least', lower(system_sizes), 'system_most', upper(system_sizes) - 1,
                             'data_least', lower(data_sizes), 'data_most', upper(data_sizes) - 1), retired_at, revision
    FROM disk_categories
    UNION ALL
    SELECT kind, code, place, name, name_en,
           CASE WHEN vcpus IS NULL THEN '{}' ELSE json_build_object('vcpus', vcpus, 'memory', memory) END, retired_at, revision
    FROM product_options
) AS entry;

-- What was ever offered stays readable: it is retired, and neither deleted nor called otherwise.
CREATE FUNCTION keep_catalogue_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'an entry of the catalogue stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'catalogue_entries_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalogue_entries_stay BEFORE UPDATE OR DELETE ON instance_families
    FOR EACH ROW EXECUTE FUNCTION keep_catalogue_entries();
CREATE TRIGGER catalogue_entries_stay BEFORE UPDATE OR DELETE ON instance_types
    FOR EACH ROW EXECUTE FUNCTION keep_catalogue_entries();
CREATE TRIGGER catalogue_entries_stay BEFORE UPDATE OR DELETE ON images
    FOR EACH ROW EXECUTE FUNCTION keep_catalogue_entries();
CREATE TRIGGER catalogue_entries_stay BEFORE UPDATE OR DELETE ON disk_categories
    FOR EACH ROW EXECUTE FUNCTION keep_catalogue_entries();
CREATE TRIGGER catalogue_entries_stay BEFORE UPDATE OR DELETE ON product_options
    FOR EACH ROW EXECUTE FUNCTION keep_catalogue_entries();
