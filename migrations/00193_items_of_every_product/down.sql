-- Before, servers alone could be asked for: what else there is would mean nothing.
DELETE FROM resources WHERE product <> 'ecs';
UPDATE resource_requests
SET form = (form::jsonb - 'item' || jsonb_build_object('ecs', CASE product
        WHEN 'ecs' THEN (form::jsonb -> 'item') - 'kind'
        ELSE '{"vpc": "", "vswitch": "", "instance_name": "", "instance_type": "", "image": "", "system_disk_category": "",
               "system_disk_size": "", "disks": [], "eip_bandwidth": "", "quantity": ""}'::jsonb END))::json;
UPDATE request_items SET details = CASE product
    WHEN 'ecs' THEN details - 'kind'
    ELSE '{"vpc": "", "vswitch": "", "instance_name": "", "instance_type": "", "image": "", "system_disk_category": "",
           "system_disk_size": "", "disks": [], "eip_bandwidth": "", "quantity": ""}'::jsonb END;
