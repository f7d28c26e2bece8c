DROP TABLE url_scans;
