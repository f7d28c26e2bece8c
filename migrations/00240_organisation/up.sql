-- Departments, regions and ticket groups as administrators keep them (spec 1, "Departments and regions").
ALTER TABLE departments
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    -- What the permission matrix names by name is of the sector that it says, and always there.
    ADD CONSTRAINT a_special_department_is_of_its_sector CHECK (CASE special
        WHEN 'bigdata' THEN sector IS NOT DISTINCT FROM 'government'
        WHEN 'plc' THEN sector IS NOT DISTINCT FROM 'political_legal'
        WHEN 'province' THEN sector IS NULL AND parent_id IS NULL
        WHEN 'operator' THEN sector IS NULL
        ELSE true END),
    ADD CONSTRAINT a_special_department_is_in_use CHECK (special IS NULL OR disabled_at IS NULL);
ALTER TABLE departments RENAME CONSTRAINT departments_name_key TO a_departments_name_is_unique;
ALTER TABLE departments RENAME CONSTRAINT departments_code_key TO a_departments_code_is_unique;

ALTER TABLE regions
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE regions RENAME CONSTRAINT regions_name_key TO a_regions_name_is_unique;
ALTER TABLE regions RENAME CONSTRAINT regions_code_key TO a_regions_code_is_unique;

ALTER TABLE ticket_groups
    ADD COLUMN disabled_at timestamptz,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE ticket_groups RENAME CONSTRAINT ticket_groups_department_id_name_key TO a_group_is_named_once;

-- All subtrees in one pass: a sheet of thousands of departments comes in by a few statements.
CREATE OR REPLACE FUNCTION keep_subtrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH RECURSIVE below AS (
        SELECT id AS top, id FROM departments
        UNION
        SELECT b.top, d.id FROM below b JOIN departments d ON d.parent_id = b.id
    )
    UPDATE departments SET subtree = whole.ids
    FROM (SELECT top, array_agg(id ORDER BY id) AS ids FROM below GROUP BY top) whole
    WHERE departments.id = whole.top AND departments.subtree IS DISTINCT FROM whole.ids;
    RETURN NULL;
END
$$;

-- A tree has no circles.
CREATE FUNCTION refuse_circles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.parent_id = ANY (OLD.subtree) THEN
        RAISE EXCEPTION 'a department is not below itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_department_is_not_below_itself';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER departments_run_in_no_circle BEFORE UPDATE OF parent_id ON departments
    FOR EACH ROW EXECUTE FUNCTION refuse_circles();

-- Below the province each department says its sector, but for the operator; what lies below takes that over.
CREATE FUNCTION refuse_mixed_sectors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM departments d JOIN departments p ON p.id = d.parent_id
        WHERE CASE WHEN p.special = 'province' THEN (d.special IS NOT DISTINCT FROM 'operator') <> (d.sector IS NULL)
                   ELSE d.sector IS DISTINCT FROM p.sector END
    ) THEN
        RAISE EXCEPTION 'a unit is of the sector of the one above it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_unit_is_of_the_sector_above';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER sectors_follow_the_tree AFTER INSERT OR UPDATE OF parent_id, sector ON departments
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_mixed_sectors();

-- A request enters reviews by the way of the sector that its department is of at that moment: whoever changes the sector
-- meanwhile waits, and then finds the request under review.
CREATE FUNCTION hold_the_sector() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_now text;
BEGIN
    SELECT sector INTO of_now FROM departments WHERE id = NEW.department_id FOR SHARE;
    IF NOT EXISTS (SELECT FROM approval_flows f WHERE f.sector = of_now AND f.step = NEW.state) THEN
        RAISE EXCEPTION 'the department is of another sector by now'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_request_goes_the_way_of_its_sector';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER submitted_requests_hold_their_sector AFTER UPDATE OF state ON resource_requests
    FOR EACH ROW WHEN (NEW.state IN ('first_review', 'second_review', 'plc_review') AND OLD.state IN ('draft', 'rejected'))
    EXECUTE FUNCTION hold_the_sector();
CREATE TRIGGER new_requests_hold_their_sector AFTER INSERT ON resource_requests
    FOR EACH ROW WHEN (NEW.state IN ('first_review', 'second_review', 'plc_review'))
    EXECUTE FUNCTION hold_the_sector();

-- By default a ticket group is its department (spec 1): each has one, whoever is in it.
INSERT INTO ticket_groups (department_id, name)
SELECT d.id, '' FROM departments d WHERE NOT EXISTS (SELECT FROM ticket_groups g WHERE g.department_id = d.id AND g.name = '')
ON CONFLICT DO NOTHING;
