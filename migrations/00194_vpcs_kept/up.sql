-- VPCs are kept on pages of their own: which version its keeper saw, and since when it is as it is.
ALTER TABLE vpcs
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN version integer NOT NULL DEFAULT 1;
UPDATE vpcs SET updated_at = coalesce(retired_at, created_at);
CREATE INDEX vpcs_by_department ON vpcs (department_id, id DESC);
CREATE INDEX vswitches_by_vpc ON vswitches (vpc_id, cidr);

-- Nothing is made in a VPC that is retired, and none is retired over what is in use in it.
CREATE FUNCTION keep_vswitches_in_open_vpcs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.retired_at IS NULL AND EXISTS (SELECT FROM vpcs WHERE id = NEW.vpc_id AND retired_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a vSwitch lies in a VPC that is offered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_vswitch_lies_in_an_open_vpc';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER vswitches_lie_in_open_vpcs BEFORE INSERT OR UPDATE ON vswitches
    FOR EACH ROW EXECUTE FUNCTION keep_vswitches_in_open_vpcs();
