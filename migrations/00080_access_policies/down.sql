DROP VIEW openings;
DROP TABLE access_policies;
