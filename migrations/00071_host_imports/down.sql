DROP TABLE host_imports;
