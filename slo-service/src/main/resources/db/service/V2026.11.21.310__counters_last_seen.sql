-- A series that is missing from a look keeps its last value here, so that only its increase counts when it is back.
ALTER TABLE counter_value ADD COLUMN seen_at timestamptz;

UPDATE counter_value SET seen_at = coalesce((SELECT at FROM measured_until WHERE slo = counter_value.slo), now());

ALTER TABLE counter_value ALTER COLUMN seen_at SET NOT NULL;
