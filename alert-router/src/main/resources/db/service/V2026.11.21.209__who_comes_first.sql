-- Critical incidents come first, also when there are thousands of others: by indexes, so that it costs the same however many.
ALTER TABLE escalation ADD COLUMN critical boolean NOT NULL DEFAULT false;
UPDATE escalation AS e SET critical = true FROM incident AS i
WHERE i.id = e.incident_id AND i.severity = 'critical' AND e.due_at IS NOT NULL;

DROP INDEX escalation_due;
CREATE INDEX escalation_due ON escalation (critical, due_at) WHERE due_at IS NOT NULL;

-- So do their pages, and those that somebody asked for by hand.
ALTER TABLE escalation_page ADD COLUMN urgent boolean NOT NULL DEFAULT false;
UPDATE escalation_page AS p SET urgent = true FROM incident AS i
WHERE i.id = p.incident_id AND p.state = 'pending' AND (p.kind = 'manual' OR i.severity = 'critical');

CREATE INDEX escalation_page_first ON escalation_page (urgent, due_at, number) WHERE state = 'pending';

-- Escalations that a storm may hold, since nobody was told by them yet: they are looked for every second.
CREATE INDEX escalation_fresh ON escalation (incident_id) WHERE state = 'running' AND next_step = 0;
