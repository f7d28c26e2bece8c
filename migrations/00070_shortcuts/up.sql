-- Single-key shortcuts can be switched off by each person (WCAG 2.1.4).
ALTER TABLE users ADD COLUMN shortcuts boolean NOT NULL DEFAULT true;
