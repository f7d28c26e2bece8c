-- A form lists its files from now on. One from before has those of its last submission, and what was saved with it since.
UPDATE resource_requests r SET form = (r.form::jsonb || jsonb_build_object('uploaded', (
    SELECT coalesce(jsonb_agg(a.id ORDER BY a.uploaded_at, a.id), '[]')
    FROM attachments a
    WHERE a.request_id = r.id
      AND (EXISTS (SELECT FROM request_revisions v
                   WHERE v.request_id = r.id AND v.revision = r.revision AND a.id = ANY (v.files))
           OR NOT EXISTS (SELECT FROM request_revisions v WHERE v.request_id = r.id AND a.id = ANY (v.files))))))::json;
