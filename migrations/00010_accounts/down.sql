DROP TABLE sessions, sign_in_attempts, password_resets, password_history, user_grants, user_roles, users, ticket_groups;
DROP FUNCTION department_subtree;
DROP TABLE departments, regions;
DROP EXTENSION btree_gist;
