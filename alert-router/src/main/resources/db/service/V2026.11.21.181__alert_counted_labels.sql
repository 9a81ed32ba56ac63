-- The labels by which alerts are counted twice a minute. They are part of the fingerprint, and hence never change; U+0000,
-- which text cannot hold, is U+FFFD here.
ALTER TABLE alert ADD COLUMN name text NOT NULL DEFAULT '', ADD COLUMN severity text NOT NULL DEFAULT '';

UPDATE alert SET name = coalesce(labels::json ->> 'alertname', ''), severity = coalesce(labels::json ->> 'severity', '')
WHERE strpos(labels, '\u0000') = 0;
