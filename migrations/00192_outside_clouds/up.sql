-- Clouds whose servers reach this one's: offered by name where access between tenants is asked for.
CREATE TABLE outside_clouds (
    name text PRIMARY KEY CHECK (name = btrim(name) AND name <> '' AND char_length(name) <= 80)
);
INSERT INTO outside_clouds (name) VALUES ('楚天云'), ('武钢应急云');
