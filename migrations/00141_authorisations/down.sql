DROP TABLE ticket_authorisations;
