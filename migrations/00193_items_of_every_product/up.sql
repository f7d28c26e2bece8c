-- What is asked for says of which kind it is: a server, or anything else by its parameters.
UPDATE resource_requests
SET form = (form::jsonb - 'ecs' || jsonb_build_object('item', form::jsonb -> 'ecs' || '{"kind": "server"}'))::json;
UPDATE request_items SET details = details || '{"kind": "server"}';
