DROP TABLE ticket_turns;
DROP TABLE ticket_copies;
DROP TABLE ticket_relations;
DROP TABLE ticket_labels;
DROP TABLE labels;
