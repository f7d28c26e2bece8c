-- What the products beside servers and disks can be had as (spec 3, "Catalogue"): data, as instance types are.
CREATE TABLE product_options (
    kind text NOT NULL CHECK (kind IN (
        'rds_engine', 'rds_edition', 'rds_specification', 'oss_redundancy', 'slb_specification', 'acs_masters')),
    code text NOT NULL CHECK (code ~ '^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$'),
    -- Where it stands among the others of its kind.
    place integer NOT NULL CHECK (place > 0),
    name text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
    name_en text NOT NULL CHECK (length(name_en) BETWEEN 2 AND 80),
    -- Of a database's specification: vCPUs, and GiB of memory.
    vcpus integer CHECK (vcpus > 0),
    memory integer CHECK (memory > 0),
    retired_at timestamptz,
    revision integer NOT NULL DEFAULT 1,
    CONSTRAINT an_options_code_is_unique PRIMARY KEY (kind, code),
    CONSTRAINT options_of_a_kind_have_places_of_their_own UNIQUE (kind, place) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT a_databases_specification_has_a_size CHECK (
        (kind = 'rds_specification') = (vcpus IS NOT NULL) AND (kind = 'rds_specification') = (memory IS NOT NULL)),
    CONSTRAINT a_balancers_specification_is_called_by_its_product CHECK (
        kind <> 'slb_specification' OR code LIKE 'slb.%'),
    -- How many masters there are is what they are called.
    CONSTRAINT masters_are_counted CHECK (kind <> 'acs_masters' OR code ~ '^[1-9]$')
);
INSERT INTO product_options (kind, place, code, name, name_en) VALUES
    ('rds_engine', 1, 'mysql-5.7', 'MySQL 5.7', 'MySQL 5.7'),
    ('rds_engine', 2, 'mysql-8.0', 'MySQL 8.0', 'MySQL 8.0'),
    ('rds_engine', 3, 'postgresql-14', 'PostgreSQL 14', 'PostgreSQL 14'),
    ('rds_engine', 4, 'postgresql-15', 'PostgreSQL 15', 'PostgreSQL 15'),
    ('rds_engine', 5, 'postgresql-16', 'PostgreSQL 16', 'PostgreSQL 16'),
    ('rds_engine', 6, 'postgresql-17', 'PostgreSQL 17', 'PostgreSQL 17'),
    ('rds_engine', 7, 'sqlserver-2019', 'SQL Server 2019', 'SQL Server 2019'),
    ('rds_engine', 8, 'sqlserver-2022', 'SQL Server 2022', 'SQL Server 2022'),
    ('rds_engine', 9, 'mariadb-10.6', 'MariaDB 10.6', 'MariaDB 10.6'),
    ('rds_edition', 1, 'basic', '基础版', 'Basic'),
    ('rds_edition', 2, 'ha', '高可用版', 'High availability'),
    ('rds_edition', 3, 'cluster', '集群版', 'Cluster'),
    ('oss_redundancy', 1, 'lrs', '本地冗余存储', 'Locally redundant'),
    ('oss_redundancy', 2, 'zrs', '同城冗余存储', 'Zone redundant'),
    ('slb_specification', 1, 'slb.s1.small', '简约型 I', 'Simple I'),
    ('slb_specification', 2, 'slb.s2.small', '标准型 I', 'Standard I'),
    ('slb_specification', 3, 'slb.s2.medium', '标准型 II', 'Standard II'),
    ('slb_specification', 4, 'slb.s3.small', '高阶型 I', 'Higher I'),
    ('slb_specification', 5, 'slb.s3.medium', '高阶型 II', 'Higher II'),
    ('slb_specification', 6, 'slb.s3.large', '超强型 I', 'Super I'),
    ('acs_masters', 1, '3', '3 个管理节点', '3 masters'),
    ('acs_masters', 2, '5', '5 个管理节点', '5 masters');
INSERT INTO product_options (kind, place, code, name, name_en, vcpus, memory)
SELECT 'rds_specification', place, format('%sc%sg', vcpus, memory), format('%s vCPU %s GiB', vcpus, memory),
       format('%s vCPU %s GiB', vcpus, memory), vcpus, memory
FROM (VALUES (1, 2, 4), (2, 2, 8), (3, 4, 8), (4, 4, 16), (5, 8, 16), (6, 8, 32), (7, 16, 64)) AS s (place, vcpus, memory);
