DROP TRIGGER the_last_administrator_stays_active ON users;
DROP TRIGGER the_last_administrator_keeps_the_role ON user_roles;
DROP FUNCTION keep_an_active_holder();
DROP FUNCTION keep_a_holder_of_the_role();
DROP FUNCTION refuse_last_of(text);
DROP VIEW people;
DROP INDEX users_by_display_name;
ALTER TABLE users DROP COLUMN search;
