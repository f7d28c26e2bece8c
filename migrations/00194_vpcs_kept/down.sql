DROP TRIGGER vswitches_lie_in_open_vpcs ON vswitches;
DROP FUNCTION keep_vswitches_in_open_vpcs();
DROP INDEX vswitches_by_vpc, vpcs_by_department;
ALTER TABLE vpcs DROP COLUMN version, DROP COLUMN updated_at;
