DELETE FROM mails WHERE webhook_id IS NOT NULL;
ALTER TABLE mails DROP COLUMN webhook_id;
DROP TABLE webhooks;
