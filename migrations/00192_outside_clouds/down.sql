DROP TABLE outside_clouds;
