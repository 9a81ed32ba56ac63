-- What storms hold is looked at every ten seconds: the newest and the worst of it by indexes, so that it costs the same however
-- much it is.
CREATE FUNCTION severity_rank(severity text) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT coalesce(array_position(ARRAY ['none', 'info', 'warning', 'critical'], severity), 1)::smallint $$;

-- Of the incident, for as long as its escalation is held.
ALTER TABLE escalation ADD COLUMN severity_rank smallint NOT NULL DEFAULT 1;
UPDATE escalation AS e SET severity_rank = severity_rank(i.severity) FROM incident AS i
WHERE i.id = e.incident_id AND e.state = 'held';

CREATE INDEX escalation_held_newest ON escalation (storm_id, policy, base) WHERE state = 'held';
CREATE INDEX escalation_held_worst ON escalation (storm_id, policy, severity_rank) WHERE state = 'held';
