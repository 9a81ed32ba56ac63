-- A series that is missing from a look keeps its last value here, so that only its increase counts when it is back.
ALTER TABLE counter_value ADD COLUMN seen_at timestamptz;

UPDATE counter_value SET seen_at = measured_until.at FROM measured_until WHERE measured_until.slo = counter_value.slo;

ALTER TABLE counter_value ALTER COLUMN seen_at SET NOT NULL;
