-- A server is returned and resized by its host: what was delivered stays as it was, what is listed is what there is.
CREATE OR REPLACE VIEW resources_with_names AS
SELECT s.id, s.product, s.name, s.department_id, d.name AS department, s.project_id, p.name AS project, s.region_id,
       g.name AS region, s.request_id, r.number AS request_number, a.display_name AS applicant, r.applicant_id,
       s.instance_id, s.host_id, coalesce(host(h.floating_ip), '') AS floating_ip, s.address, s.note,
       coalesce(nullif(h.specification, ''), s.specification) AS specification,
       CASE WHEN h.state = 'retired' THEN 'returned' ELSE s.state END AS state,
       u.display_name AS delivered_by, s.delivered_at, s.search
FROM resources s
JOIN departments d ON d.id = s.department_id
JOIN projects p ON p.id = s.project_id
JOIN regions g ON g.id = s.region_id
JOIN resource_requests r ON r.id = s.request_id
JOIN users a ON a.id = r.applicant_id
JOIN users u ON u.id = s.delivered_by_id
LEFT JOIN hosts h ON h.id = s.host_id;
