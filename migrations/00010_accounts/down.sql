DROP TABLE sessions, sign_in_attempts, password_resets, password_history, user_grants, user_roles, users, ticket_groups;
DROP TABLE departments, regions;
DROP FUNCTION keep_subtrees, department_subtree;
DROP EXTENSION btree_gin, btree_gist;
