-- Users as administrators keep them (spec 1).
ALTER TABLE users ADD COLUMN search tsvector GENERATED ALWAYS AS (
    search_vector(username || ' ' || display_name || ' ' || phone || ' ' || email)) STORED;
CREATE INDEX users_by_search ON users USING gin (search);
CREATE INDEX users_by_display_name ON users (display_name, id);

-- With what one has to know of their department and their rights. Who never chose a password has an exclamation mark in
-- its place, which no password matches.
CREATE VIEW people AS
SELECT u.id, u.username, u.display_name, u.phone, u.email, u.language, u.department_id, d.name AS department,
       coalesce(d.special, '') AS special, u.ticket_group_id, g.name AS ticket_group,
       CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled'
            WHEN u.locked_until > now() THEN 'locked'
            WHEN u.password_hash = '!' THEN 'invited'
            ELSE 'active' END AS state,
       ARRAY(SELECT role FROM user_roles r WHERE r.user_id = u.id ORDER BY role) AS roles,
       ARRAY(SELECT permission FROM user_grants p WHERE p.user_id = u.id ORDER BY permission) AS grants,
       u.locked_until, u.disabled_at, u.last_signed_in_at, u.created_at, u.updated_at, u.version, u.search
FROM users u
JOIN departments d ON d.id = u.department_id
JOIN ticket_groups g ON g.id = u.ticket_group_id;

-- Each of the three administrations has an active holder as long as it had one (spec 1, "Roles"). Of two that go at once the
-- second waits for the first, and then sees it gone.
CREATE FUNCTION refuse_last_of(power text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('holders of ' || power));
    IF NOT EXISTS (SELECT FROM user_roles r JOIN users u ON u.id = r.user_id
                   WHERE r.role = power AND u.disabled_at IS NULL) THEN
        RAISE EXCEPTION 'nobody would be % any more', power
            USING ERRCODE = 'check_violation', CONSTRAINT = 'the_last_administrator_stays';
    END IF;
END
$$;

CREATE FUNCTION keep_a_holder_of_the_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM users WHERE id = OLD.user_id AND disabled_at IS NULL) THEN
        PERFORM refuse_last_of(OLD.role);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER the_last_administrator_keeps_the_role AFTER DELETE OR UPDATE OF user_id, role ON user_roles
    FOR EACH ROW WHEN (OLD.role IN ('platform_admin', 'security_admin', 'auditor'))
    EXECUTE FUNCTION keep_a_holder_of_the_role();

CREATE FUNCTION keep_an_active_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_last_of(r.role) FROM user_roles r
    WHERE r.user_id = NEW.id AND r.role IN ('platform_admin', 'security_admin', 'auditor');
    RETURN NULL;
END
$$;
CREATE TRIGGER the_last_administrator_stays_active AFTER UPDATE OF disabled_at ON users
    FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
    EXECUTE FUNCTION keep_an_active_holder();
