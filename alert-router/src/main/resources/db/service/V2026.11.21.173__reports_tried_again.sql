-- Since when a sending is tried: what was given up can be tried again, for as long as before.
ALTER TABLE report_delivery ADD COLUMN tried_since timestamptz;
UPDATE report_delivery AS delivery SET tried_since = (SELECT made_at FROM report WHERE report.id = delivery.report_id);
ALTER TABLE report_delivery ALTER COLUMN tried_since SET NOT NULL;
