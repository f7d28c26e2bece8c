DROP TRIGGER new_requests_hold_their_sector ON resource_requests;
DROP TRIGGER submitted_requests_hold_their_sector ON resource_requests;
DROP FUNCTION hold_the_sector;
DROP TRIGGER sectors_follow_the_tree ON departments;
DROP FUNCTION refuse_mixed_sectors;
DROP TRIGGER departments_run_in_no_circle ON departments;
DROP FUNCTION refuse_circles;
CREATE OR REPLACE FUNCTION keep_subtrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE departments SET subtree = department_subtree(id) WHERE subtree IS DISTINCT FROM department_subtree(id);
    RETURN NULL;
END
$$;
ALTER TABLE ticket_groups RENAME CONSTRAINT a_group_is_named_once TO ticket_groups_department_id_name_key;
ALTER TABLE ticket_groups DROP COLUMN disabled_at, DROP COLUMN version, DROP COLUMN created_at, DROP COLUMN updated_at;
ALTER TABLE regions RENAME CONSTRAINT a_regions_name_is_unique TO regions_name_key;
ALTER TABLE regions RENAME CONSTRAINT a_regions_code_is_unique TO regions_code_key;
ALTER TABLE regions DROP COLUMN version, DROP COLUMN created_at, DROP COLUMN updated_at;
ALTER TABLE departments RENAME CONSTRAINT a_departments_name_is_unique TO departments_name_key;
ALTER TABLE departments RENAME CONSTRAINT a_departments_code_is_unique TO departments_code_key;
ALTER TABLE departments
    DROP CONSTRAINT a_special_department_is_of_its_sector,
    DROP CONSTRAINT a_special_department_is_in_use,
    DROP COLUMN version, DROP COLUMN created_at, DROP COLUMN updated_at;
