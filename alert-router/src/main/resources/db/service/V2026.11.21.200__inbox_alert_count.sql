-- How many alerts a notification is about, of which only the first are kept. NULL where all of them are.
ALTER TABLE inbox_notification ADD COLUMN alert_count integer;
