-- What departments may use (spec 4): metrics, balances, and the ledger of every change.
CREATE TABLE quota_metrics (
    code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,29}$'),
    place integer NOT NULL CONSTRAINT a_metric_has_a_place_of_its_own UNIQUE CHECK (place > 0),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 80),
    unit text NOT NULL CHECK (length(unit) BETWEEN 1 AND 20),
    unit_en text NOT NULL CHECK (length(unit_en) BETWEEN 1 AND 20)
);
INSERT INTO quota_metrics (place, code, name, name_en, unit, unit_en) VALUES
    (1, 'vcpu', 'CPU', 'vCPU', '核', 'vCPU'),
    (2, 'memory', '内存', 'Memory', 'GiB', 'GiB'),
    (3, 'disk', '云盘', 'Disk', 'GiB', 'GiB'),
    (4, 'eip', '弹性公网IP', 'Elastic IPs', '个', 'IPs'),
    (5, 'bandwidth', '公网带宽', 'Internet bandwidth', 'Mbps', 'Mbps'),
    (6, 'rds', '云数据库', 'Databases', '个', 'instances'),
    (7, 'oss', '对象存储', 'Object storage', 'GiB', 'GiB'),
    (8, 'slb', '负载均衡', 'Load balancers', '个', 'instances'),
    (9, 'acs_workers', '容器工作节点', 'Container workers', '个', 'nodes');

CREATE TABLE quota_balances (
    department_id bigint NOT NULL REFERENCES departments (id),
    region_id bigint NOT NULL REFERENCES regions (id),
    metric text NOT NULL REFERENCES quota_metrics (code),
    -- May be used, or handed on.
    total bigint NOT NULL DEFAULT 0 CHECK (total >= 0),
    -- The totals of the direct children.
    allocated bigint NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    -- By what was delivered.
    used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
    -- By what was asked for and isn't delivered.
    pending bigint NOT NULL DEFAULT 0 CHECK (pending >= 0),
    PRIMARY KEY (department_id, region_id, metric),
    CONSTRAINT a_quota_is_not_overdrawn CHECK (allocated + used + pending <= total)
);
CREATE INDEX quota_balances_by_region ON quota_balances (region_id, metric);

-- What a request waits for, item by item; and what a resource uses.
CREATE TABLE quota_holds (
    request_id bigint NOT NULL REFERENCES resource_requests (id),
    place integer NOT NULL,
    metric text NOT NULL REFERENCES quota_metrics (code),
    department_id bigint NOT NULL,
    region_id bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (request_id, place, metric)
);
CREATE INDEX quota_holds_by_department ON quota_holds (department_id, region_id, metric) INCLUDE (amount);
CREATE TABLE quota_uses (
    resource_id bigint NOT NULL REFERENCES resources (id),
    metric text NOT NULL REFERENCES quota_metrics (code),
    department_id bigint NOT NULL,
    region_id bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (resource_id, metric)
);
CREATE INDEX quota_uses_by_department ON quota_uses (department_id, region_id, metric) INCLUDE (amount);

-- Why a balance became what it is. Who, why and by which request is said for the transaction by `yunwu.quota_actor`,
-- `yunwu.quota_reason` and `yunwu.quota_request`, or by the resource request that moved it.
CREATE TABLE quota_ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    department_id bigint NOT NULL REFERENCES departments (id),
    region_id bigint NOT NULL REFERENCES regions (id),
    metric text NOT NULL REFERENCES quota_metrics (code),
    at timestamptz NOT NULL DEFAULT now(),
    actor_id bigint REFERENCES users (id),
    -- A quota request's number, or a resource request's.
    request text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    total_before bigint NOT NULL,
    total bigint NOT NULL,
    allocated_before bigint NOT NULL,
    allocated bigint NOT NULL,
    used_before bigint NOT NULL,
    used bigint NOT NULL,
    pending_before bigint NOT NULL,
    pending bigint NOT NULL
);
CREATE INDEX quota_ledger_by_department ON quota_ledger (department_id, region_id, metric, id DESC);
CREATE INDEX quota_ledger_of_department ON quota_ledger (department_id, id DESC);

CREATE FUNCTION note_quota_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was quota_balances;
BEGIN
    IF quotas_are_recounted() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        was := OLD;
    ELSIF NEW.total + NEW.allocated + NEW.used + NEW.pending = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO quota_ledger (department_id, region_id, metric, actor_id, request, reason, total_before, total,
                              allocated_before, allocated, used_before, used, pending_before, pending)
    VALUES (NEW.department_id, NEW.region_id, NEW.metric,
            nullif(current_setting('yunwu.quota_actor', true), '')::bigint,
            coalesce(current_setting('yunwu.quota_request', true), ''),
            coalesce(current_setting('yunwu.quota_reason', true), ''),
            coalesce(was.total, 0), NEW.total, coalesce(was.allocated, 0), NEW.allocated,
            coalesce(was.used, 0), NEW.used, coalesce(was.pending, 0), NEW.pending);
    RETURN NULL;
END
$$;
CREATE TRIGGER quota_changes_are_noted AFTER INSERT OR UPDATE ON quota_balances
    FOR EACH ROW EXECUTE FUNCTION note_quota_change();

-- A ledger is only written on; what its own transaction wrote can still be dated.
CREATE FUNCTION refuse_another_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what the quota ledger says stays' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER the_quota_ledger_stays BEFORE UPDATE OR DELETE ON quota_ledger
    FOR EACH ROW WHEN (OLD.at <> now()) EXECUTE FUNCTION refuse_another_past();

-- Changes what is used and pending of one metric. Callers go through metrics in their order, so that two never wait for
-- one another.
CREATE FUNCTION move_quota(of_department bigint, of_region bigint, of_metric text, more_pending bigint, more_used bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF more_pending = 0 AND more_used = 0 THEN
        RETURN;
    END IF;
    INSERT INTO quota_balances (department_id, region_id, metric) VALUES (of_department, of_region, of_metric)
    ON CONFLICT DO NOTHING;
    UPDATE quota_balances SET pending = pending + more_pending, used = used + more_used
    WHERE department_id = of_department AND region_id = of_region AND metric = of_metric;
END
$$;

-- Changes a total; what it is taken from follows by a trigger.
CREATE FUNCTION raise_quota(of_department bigint, of_region bigint, of_metric text, more bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO quota_balances (department_id, region_id, metric) VALUES (of_department, of_region, of_metric)
    ON CONFLICT DO NOTHING;
    UPDATE quota_balances SET total = total + more
    WHERE department_id = of_department AND region_id = of_region AND metric = of_metric;
END
$$;

-- While much is written at one go nothing is moved row by row: all is counted anew at its end.
CREATE FUNCTION quotas_are_recounted() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('yunwu.quota_recount', true), '') = 'on'
$$;

-- What a parent handed on is what its children have.
CREATE FUNCTION keep_allocated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parent bigint;
    more bigint := NEW.total - CASE WHEN TG_OP = 'UPDATE' THEN OLD.total ELSE 0 END;
BEGIN
    IF more = 0 OR quotas_are_recounted() THEN
        RETURN NULL;
    END IF;
    SELECT parent_id INTO parent FROM departments WHERE id = NEW.department_id;
    IF parent IS NOT NULL THEN
        INSERT INTO quota_balances (department_id, region_id, metric) VALUES (parent, NEW.region_id, NEW.metric)
        ON CONFLICT DO NOTHING;
        UPDATE quota_balances SET allocated = allocated + more
        WHERE department_id = parent AND region_id = NEW.region_id AND metric = NEW.metric;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER allocated_is_what_children_have AFTER INSERT OR UPDATE OF total ON quota_balances
    FOR EACH ROW EXECUTE FUNCTION keep_allocated();

-- Whoever moves in the tree takes their quota along.
CREATE FUNCTION move_allocated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    its quota_balances;
BEGIN
    FOR its IN SELECT * FROM quota_balances WHERE department_id = NEW.id AND total > 0 ORDER BY region_id, metric LOOP
        UPDATE quota_balances SET allocated = allocated - its.total
        WHERE department_id = OLD.parent_id AND region_id = its.region_id AND metric = its.metric;
        INSERT INTO quota_balances (department_id, region_id, metric) VALUES (NEW.parent_id, its.region_id, its.metric)
        ON CONFLICT DO NOTHING;
        UPDATE quota_balances SET allocated = allocated + its.total
        WHERE department_id = NEW.parent_id AND region_id = its.region_id AND metric = its.metric;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER quota_moves_with_its_department AFTER UPDATE OF parent_id ON departments
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION move_allocated();

-- What one of a product takes of each metric.
CREATE FUNCTION quota_amounts(product text, details jsonb) RETURNS TABLE (metric text, amount bigint)
LANGUAGE sql STABLE AS $$
    SELECT said.metric, said.amount FROM (
        SELECT 'vcpu' AS metric, t.vcpus::bigint AS amount FROM instance_types t
        WHERE product = 'ecs' AND t.code = details ->> 'instance_type'
        UNION ALL
        SELECT 'memory', t.memory FROM instance_types t WHERE product = 'ecs' AND t.code = details ->> 'instance_type'
        UNION ALL
        SELECT 'disk', CASE product
            WHEN 'ecs' THEN coalesce(nullif(details ->> 'system_disk_size', '')::bigint, 0) + coalesce((
                SELECT sum(nullif(disk ->> 'disk_size', '')::bigint * coalesce(nullif(disk ->> 'disk_count', '')::bigint, 1))
                FROM jsonb_array_elements(details -> 'disks') AS disk), 0)
            WHEN 'ebs' THEN nullif(details #>> '{values,size}', '')::bigint END
        UNION ALL
        SELECT 'eip', CASE WHEN product = 'eip' OR product = 'ecs' AND details ->> 'eip_bandwidth' <> '' THEN 1 END
        UNION ALL
        SELECT 'bandwidth', CASE product
            WHEN 'ecs' THEN nullif(details ->> 'eip_bandwidth', '')::bigint
            WHEN 'eip' THEN nullif(details #>> '{values,bandwidth}', '')::bigint
            WHEN 'slb' THEN nullif(details #>> '{values,bandwidth}', '')::bigint END
        UNION ALL
        SELECT 'rds', CASE product WHEN 'rds' THEN 1 END
        UNION ALL
        SELECT 'oss', CASE product WHEN 'oss' THEN nullif(details #>> '{values,capacity}', '')::bigint END
        UNION ALL
        SELECT 'slb', CASE product WHEN 'slb' THEN 1 END
        UNION ALL
        SELECT 'acs_workers', CASE product WHEN 'acs' THEN nullif(details #>> '{values,workers}', '')::bigint END
    ) AS said WHERE said.amount > 0
$$;

CREATE FUNCTION request_waits(state text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT state IN ('first_review', 'second_review', 'plc_review', 'delivering')
$$;

-- What a request, in its present revision, still waits for: new ones that aren't delivered, or what a change adds.
CREATE FUNCTION quota_demand(of_request bigint, of_revision integer)
RETURNS TABLE (place integer, metric text, amount bigint) LANGUAGE sql STABLE AS $$
    SELECT i.place, a.metric, CASE r.purpose
        WHEN 'new' THEN a.amount * (i.quantity - (
            SELECT count(*) FROM resources s WHERE s.request_id = i.request_id AND s.place = i.place))
        WHEN 'change' THEN a.amount - coalesce((
            SELECT u.amount FROM quota_uses u WHERE u.resource_id = r.resource_id AND u.metric = a.metric), 0)
        END AS amount
    FROM resource_requests r
    JOIN request_items i ON i.request_id = r.id AND i.revision = of_revision
    CROSS JOIN LATERAL quota_amounts(i.product, i.details) AS a
    WHERE r.id = of_request AND r.purpose <> 'return'
$$;

-- What a request under way takes, beside what its department has of it.
CREATE FUNCTION quota_outlook(of_request bigint) RETURNS TABLE (
    region_id bigint, region text, region_kind text, metric text, name text, name_en text, unit text, unit_en text,
    total bigint, allocated bigint, used bigint, pending bigint, asked bigint, place integer)
LANGUAGE sql STABLE AS $$
    SELECT g.id, g.name, g.kind, m.code, m.name, m.name_en, m.unit, m.unit_en, coalesce(b.total, 0), coalesce(b.allocated, 0),
           coalesce(b.used, 0), coalesce(b.pending, 0), asked.amount, m.place
    FROM resource_requests r
    JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision
    JOIN regions g ON g.id = v.region_id
    CROSS JOIN LATERAL (
        SELECT d.metric, sum(d.amount)::bigint AS amount FROM quota_demand(r.id, r.revision) d
        WHERE d.amount > 0 GROUP BY d.metric) AS asked
    JOIN quota_metrics m ON m.code = asked.metric
    LEFT JOIN quota_balances b ON (b.department_id, b.region_id, b.metric) = (r.department_id, g.id, m.code)
    WHERE r.id = of_request
$$;

-- Holds what a request that is under way waits for, and lets go of what it doesn't.
CREATE FUNCTION hold_quota() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waits boolean := request_waits(NEW.state);
    of_region bigint;
    moved record;
BEGIN
    SELECT region_id INTO of_region FROM request_revisions WHERE request_id = NEW.id AND revision = NEW.revision;
    PERFORM set_config('yunwu.quota_request', NEW.number, true);
    IF coalesce(current_setting('yunwu.quota_actor', true), '') = '' THEN
        PERFORM set_config('yunwu.quota_actor', NEW.applicant_id::text, true);
    END IF;
    FOR moved IN
        WITH had AS (SELECT * FROM quota_holds WHERE request_id = NEW.id),
             has AS (SELECT d.* FROM quota_demand(NEW.id, NEW.revision) d WHERE waits AND d.amount > 0),
             gone AS (DELETE FROM quota_holds h WHERE request_id = NEW.id
                      AND NOT EXISTS (SELECT FROM has WHERE has.place = h.place AND has.metric = h.metric)),
             kept AS (INSERT INTO quota_holds AS h (request_id, place, metric, department_id, region_id, amount)
                      SELECT NEW.id, place, metric, NEW.department_id, of_region, amount FROM has
                      ON CONFLICT (request_id, place, metric) DO UPDATE
                      SET department_id = EXCLUDED.department_id, region_id = EXCLUDED.region_id, amount = EXCLUDED.amount)
        SELECT department_id, region_id, metric, sum(more)::bigint AS more FROM (
            SELECT department_id, region_id, metric, -amount AS more FROM had
            UNION ALL
            SELECT NEW.department_id, of_region, metric, amount FROM has) AS both_sides
        GROUP BY department_id, region_id, metric
        ORDER BY sum(more) > 0, department_id, region_id, metric
    LOOP
        PERFORM move_quota(moved.department_id, moved.region_id, moved.metric, moved.more, 0);
    END LOOP;
    PERFORM set_config('yunwu.quota_actor', '', true), set_config('yunwu.quota_request', '', true);
    RETURN NULL;
END
$$;
CREATE TRIGGER requests_hold_quota AFTER UPDATE OF state, revision, department_id ON resource_requests
    FOR EACH ROW WHEN ((request_waits(OLD.state), OLD.revision, OLD.department_id)
                       IS DISTINCT FROM (request_waits(NEW.state), NEW.revision, NEW.department_id))
    EXECUTE FUNCTION hold_quota();

-- What is delivered isn't waited for any more: it is used.
CREATE FUNCTION use_quota() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    takes record;
    released bigint;
BEGIN
    IF quotas_are_recounted() THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('yunwu.quota_actor', NEW.delivered_by_id::text, true),
            set_config('yunwu.quota_request', (SELECT number FROM resource_requests WHERE id = NEW.request_id), true);
    FOR takes IN
        SELECT a.metric, a.amount FROM request_items i CROSS JOIN LATERAL quota_amounts(i.product, i.details) AS a
        WHERE i.request_id = NEW.request_id AND i.revision = NEW.revision AND i.place = NEW.place ORDER BY a.metric
    LOOP
        INSERT INTO quota_uses (resource_id, metric, department_id, region_id, amount)
        VALUES (NEW.id, takes.metric, NEW.department_id, NEW.region_id, takes.amount);
        SELECT least(h.amount, takes.amount) INTO released FROM quota_holds h
        WHERE h.request_id = NEW.request_id AND h.place = NEW.place AND h.metric = takes.metric;
        released := coalesce(released, 0);
        DELETE FROM quota_holds h WHERE h.request_id = NEW.request_id AND h.place = NEW.place AND h.metric = takes.metric
                                    AND h.amount <= released;
        UPDATE quota_holds h SET amount = h.amount - released
        WHERE h.request_id = NEW.request_id AND h.place = NEW.place AND h.metric = takes.metric;
        PERFORM move_quota(NEW.department_id, NEW.region_id, takes.metric, -released, takes.amount);
    END LOOP;
    PERFORM set_config('yunwu.quota_actor', '', true), set_config('yunwu.quota_request', '', true);
    RETURN NULL;
END
$$;
CREATE TRIGGER resources_use_quota AFTER INSERT ON resources FOR EACH ROW EXECUTE FUNCTION use_quota();

-- As it was changed last, or as it was delivered.
CREATE FUNCTION quota_used_by(of_resource bigint) RETURNS TABLE (metric text, amount bigint) LANGUAGE sql STABLE AS $$
    SELECT a.metric, a.amount
    FROM resources s
    CROSS JOIN LATERAL (
        SELECT c.request_id, c.revision, c.place FROM resource_changes c
        WHERE c.resource_id = s.id AND c.purpose = 'change'
        UNION ALL SELECT s.request_id, s.revision, s.place) AS said
    JOIN request_items i ON i.request_id = said.request_id AND i.revision = said.revision AND i.place = said.place
    CROSS JOIN LATERAL quota_amounts(i.product, i.details) AS a
    WHERE s.id = of_resource AND s.state = 'in_use'
      AND said.request_id = coalesce((
          SELECT c.request_id FROM resource_changes c WHERE c.resource_id = s.id AND c.purpose = 'change'
          ORDER BY c.done_at DESC, c.request_id DESC LIMIT 1), s.request_id)
$$;

-- Uses what a resource is by now; `by_request` waits for none of it any more.
CREATE FUNCTION settle_resource(of_resource bigint, by_request bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    moved record;
BEGIN
    FOR moved IN
        WITH its AS (SELECT department_id, region_id FROM resources WHERE id = of_resource),
             had AS (SELECT metric, amount FROM quota_uses WHERE resource_id = of_resource),
             has AS (SELECT metric, amount FROM quota_used_by(of_resource)),
             held AS (DELETE FROM quota_holds WHERE request_id = by_request RETURNING metric, amount),
             gone AS (DELETE FROM quota_uses WHERE resource_id = of_resource AND metric NOT IN (SELECT metric FROM has)),
             kept AS (INSERT INTO quota_uses (resource_id, metric, department_id, region_id, amount)
                      SELECT of_resource, has.metric, its.department_id, its.region_id, has.amount FROM has, its
                      ON CONFLICT (resource_id, metric) DO UPDATE SET amount = EXCLUDED.amount)
        SELECT its.department_id, its.region_id, both_sides.metric, sum(held)::bigint AS held, sum(used)::bigint AS used
        FROM its, (SELECT metric, 0 AS held, -amount AS used FROM had
                   UNION ALL SELECT metric, 0, amount FROM has
                   UNION ALL SELECT metric, -amount, 0 FROM held) AS both_sides
        GROUP BY its.department_id, its.region_id, both_sides.metric ORDER BY both_sides.metric
    LOOP
        PERFORM move_quota(moved.department_id, moved.region_id, moved.metric, moved.held, moved.used);
    END LOOP;
END
$$;

CREATE FUNCTION settle_changed_resource() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('yunwu.quota_actor', NEW.done_by_id::text, true),
            set_config('yunwu.quota_request', (SELECT number FROM resource_requests WHERE id = NEW.request_id), true);
    PERFORM settle_resource(NEW.resource_id, NEW.request_id);
    PERFORM set_config('yunwu.quota_actor', '', true), set_config('yunwu.quota_request', '', true);
    RETURN NULL;
END
$$;
CREATE TRIGGER changed_resources_use_quota AFTER INSERT ON resource_changes
    FOR EACH ROW WHEN (NEW.purpose = 'change') EXECUTE FUNCTION settle_changed_resource();

CREATE FUNCTION settle_returned_resource() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM settle_resource(NEW.id, NULL);
    RETURN NULL;
END
$$;
CREATE TRIGGER returned_resources_free_quota AFTER UPDATE OF state ON resources
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION settle_returned_resource();

-- Counts all of it anew, once much was written at one go. Departments keep their totals, or get what they have and handed on.
CREATE FUNCTION recount_quotas() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    at_depth integer;
BEGIN
    PERFORM set_config('yunwu.quota_recount', 'on', true);
    DELETE FROM quota_holds;
    DELETE FROM quota_uses;
    INSERT INTO quota_uses (resource_id, metric, department_id, region_id, amount)
    SELECT s.id, u.metric, s.department_id, s.region_id, u.amount
    FROM resources s CROSS JOIN LATERAL quota_used_by(s.id) AS u;
    INSERT INTO quota_holds (request_id, place, metric, department_id, region_id, amount)
    SELECT r.id, d.place, d.metric, r.department_id, v.region_id, d.amount
    FROM resource_requests r
    JOIN request_revisions v ON v.request_id = r.id AND v.revision = r.revision
    CROSS JOIN LATERAL quota_demand(r.id, r.revision) AS d
    WHERE request_waits(r.state) AND d.amount > 0;

    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
    WITH RECURSIVE depths AS (
        SELECT id, parent_id, 0 AS depth FROM departments WHERE parent_id IS NULL
        UNION ALL
        SELECT d.id, d.parent_id, p.depth + 1 FROM departments d JOIN depths p ON p.id = d.parent_id)
    SELECT d.id AS department_id, d.parent_id, d.depth, r.id AS region_id, m.code AS metric, coalesce(b.total, 0) AS total,
           0::bigint AS allocated,
           coalesce((SELECT sum(u.amount) FROM quota_uses u
                     WHERE (u.department_id, u.region_id, u.metric) = (d.id, r.id, m.code)), 0)::bigint AS used,
           coalesce((SELECT sum(h.amount) FROM quota_holds h
                     WHERE (h.department_id, h.region_id, h.metric) = (d.id, r.id, m.code)), 0)::bigint AS pending
    FROM depths d CROSS JOIN regions r CROSS JOIN quota_metrics m
    LEFT JOIN quota_balances b ON (b.department_id, b.region_id, b.metric) = (d.id, r.id, m.code);
    -- From the lowest upwards: a department needs what its units have.
    FOR at_depth IN SELECT DISTINCT depth FROM counted ORDER BY depth DESC LOOP
        UPDATE counted c SET allocated = coalesce((
            SELECT sum(k.total) FROM counted k
            WHERE (k.parent_id, k.region_id, k.metric) = (c.department_id, c.region_id, c.metric)), 0)
        WHERE c.depth = at_depth;
        UPDATE counted SET total = greatest(total, allocated + used + pending) WHERE depth = at_depth;
    END LOOP;
    DELETE FROM quota_balances;
    INSERT INTO quota_balances (department_id, region_id, metric, total, allocated, used, pending)
    SELECT department_id, region_id, metric, total, allocated, used, pending FROM counted WHERE total > 0;
    DROP TABLE counted;
    PERFORM set_config('yunwu.quota_recount', '', true);
END
$$;
SELECT recount_quotas();

-- Departments ask their parent for more (spec 4, tab 2).
CREATE SEQUENCE quota_request_numbers;
CREATE TABLE quota_requests (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    number text NOT NULL UNIQUE,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'rejected', 'allocating', 'withdrawn')),
    applicant_id bigint NOT NULL REFERENCES users (id),
    department_id bigint NOT NULL REFERENCES departments (id),
    -- Whose quota it would come from.
    parent_id bigint NOT NULL REFERENCES departments (id),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    filed_at timestamptz NOT NULL,
    -- The one below, which waits for this one.
    for_request_id bigint REFERENCES quota_requests (id),
    decided_at timestamptz,
    decided_by_id bigint REFERENCES users (id),
    opinion text NOT NULL DEFAULT '' CHECK (length(opinion) <= 500),
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    search_text text NOT NULL,
    search tsvector GENERATED ALWAYS AS (search_vector(search_text)) STORED,
    CONSTRAINT nobody_decides_their_own_quota_request CHECK (decided_by_id <> applicant_id),
    CONSTRAINT a_quota_decision_has_an_opinion
        CHECK (state NOT IN ('approved', 'rejected', 'allocating') OR decided_by_id IS NOT NULL AND opinion <> ''),
    CONSTRAINT a_quota_request_that_ended_says_since_when
        CHECK ((ended_at IS NULL) = (state IN ('pending', 'allocating')))
);
CREATE INDEX quota_requests_by_department ON quota_requests (department_id, id DESC);
CREATE INDEX quota_requests_by_parent ON quota_requests (parent_id, state, id DESC);
CREATE INDEX quota_requests_for ON quota_requests (for_request_id) WHERE for_request_id IS NOT NULL;
CREATE INDEX quota_requests_by_search ON quota_requests USING gin (search);

-- Who decides about what that department asks of that parent: in use, with the grant, of the parent itself, or of the special
-- department that exercises the province's rights over its sector.
CREATE FUNCTION quota_deciders(department bigint, parent bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT u.id FROM users u JOIN user_grants g ON g.user_id = u.id AND g.permission = 'quota_approve'
    JOIN departments h ON h.id = u.department_id
    WHERE u.disabled_at IS NULL
      AND (u.department_id = parent
           OR EXISTS (SELECT FROM departments p JOIN departments d ON d.id = department
                      WHERE p.id = parent AND p.special = 'province'
                        AND h.special = CASE d.sector WHEN 'government' THEN 'bigdata' ELSE 'plc' END))
$$;

CREATE TABLE quota_request_rows (
    request_id bigint NOT NULL REFERENCES quota_requests (id),
    place integer NOT NULL CHECK (place BETWEEN 1 AND 100),
    region_id bigint NOT NULL REFERENCES regions (id),
    metric text NOT NULL REFERENCES quota_metrics (code),
    -- The increase.
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000),
    -- The department's total when it was filed.
    total_before bigint NOT NULL CHECK (total_before >= 0),
    PRIMARY KEY (request_id, place),
    CONSTRAINT a_metric_is_asked_for_once UNIQUE (request_id, region_id, metric)
);

ALTER TABLE attachments
    ADD COLUMN quota_request_id bigint REFERENCES quota_requests (id),
    DROP CONSTRAINT a_file_hangs_on_one_record,
    ADD CONSTRAINT a_file_hangs_on_one_record
        CHECK (num_nonnulls(ticket_id, project_id, request_id, quota_request_id) <= 1);
CREATE INDEX attachments_by_quota_request ON attachments (quota_request_id) WHERE quota_request_id IS NOT NULL;
DROP INDEX attachments_loose;
CREATE INDEX attachments_loose ON attachments (uploaded_at)
    WHERE ticket_id IS NULL AND project_id IS NULL AND request_id IS NULL AND quota_request_id IS NULL;

ALTER TABLE webhooks
    DROP CONSTRAINT webhooks_kinds_check,
    ADD CONSTRAINT webhooks_kinds_check
        CHECK (cardinality(kinds) > 0 AND kinds <@ ARRAY['ticket', 'request', 'project', 'network', 'quota']);
