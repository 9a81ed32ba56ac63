-- Why a step or a page was put off the last time that it was due, so that the timeline says so once; NULL if it was not.
ALTER TABLE escalation ADD COLUMN put_off_for text;
ALTER TABLE escalation_page ADD COLUMN put_off_for text;
