-- Whoever was told of an incident that is merged into another one is told of its end when that one is over, or the one that it was
-- split off to again. goes_on_as is that one, NULL for as long as a page's own incident goes on; it is never tidied away before
-- the page's own.
ALTER TABLE escalation_page ADD COLUMN goes_on_as uuid;
ALTER TABLE escalation_page ADD COLUMN about uuid GENERATED ALWAYS AS (coalesce(goes_on_as, incident_id)) STORED;

CREATE INDEX escalation_page_about ON escalation_page (about, number);
