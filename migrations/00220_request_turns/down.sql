DROP TABLE request_turns;
