UPDATE resource_requests SET form = (form::jsonb - 'uploaded')::json;
