-- What people do with incidents.
ALTER TABLE incident ADD COLUMN assignee text;
ALTER TABLE incident ADD COLUMN snoozed_until timestamptz;
ALTER TABLE incident ADD COLUMN resolved_by text;
ALTER TABLE incident ADD COLUMN merged_into uuid;

CREATE INDEX incident_snoozed ON incident (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX incident_group ON incident (group_id, opened_at DESC);

-- What incidents have of groups of alerts: one part of each group is the whole of it but for the alerts of the others.
CREATE TABLE incident_part (
    incident_id uuid     NOT NULL REFERENCES incident ON DELETE CASCADE,
    group_id    uuid     NOT NULL,
    group_key   text     NOT NULL,
    receiver    text     NOT NULL,
    kind        text     NOT NULL CHECK (kind IN ('whole', 'chosen', 'closed')),
    alerts      bigint[] NOT NULL,
    firing      bigint[] NOT NULL,
    PRIMARY KEY (incident_id, group_id)
) WITH (fillfactor = 80);

CREATE INDEX incident_part_group ON incident_part (group_id);
CREATE UNIQUE INDEX incident_part_whole ON incident_part (group_id) WHERE kind = 'whole';

INSERT INTO incident_part (incident_id, group_id, group_key, receiver, kind, alerts, firing)
SELECT id, group_id, group_key, receiver, 'whole', '{}', firing FROM incident WHERE status <> 'resolved';

-- Parts of one group may be in several incidents now.
DROP INDEX incident_unresolved;
