DROP TABLE support_severities;
DROP TABLE support_problems;
DROP TABLE support_categories;
