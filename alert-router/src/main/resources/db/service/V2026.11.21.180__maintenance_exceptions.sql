-- Local starts of times at which a recurring window does not take place, separated by commas.
ALTER TABLE maintenance_window ADD COLUMN exceptions text NOT NULL DEFAULT '';
