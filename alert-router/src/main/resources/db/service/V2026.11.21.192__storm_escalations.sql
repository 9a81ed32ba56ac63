-- While a storm lasts, incidents that are not critical are not escalated one by one. Their escalations are held, for the storm
-- that storm_id names, and begin when it is over.
ALTER TABLE escalation ADD COLUMN storm_id uuid;
ALTER TABLE escalation DROP CONSTRAINT escalation_state_check;
ALTER TABLE escalation ADD CONSTRAINT escalation_state_check CHECK (state IN ('running', 'paused', 'ended', 'held'));

CREATE INDEX escalation_held ON escalation (storm_id, incident_id) WHERE state = 'held';

-- In their place the storm is escalated once by each policy, with an incident of its own. The row is written before the incident,
-- so that of several replicas one opens it.
CREATE TABLE storm_escalation (
    storm_id    uuid    NOT NULL,
    policy      text    NOT NULL,
    incident_id uuid    NOT NULL REFERENCES incident ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    over        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (storm_id, policy)
);

CREATE INDEX storm_escalation_incident ON storm_escalation (incident_id);
CREATE INDEX storm_escalation_going_on ON storm_escalation (storm_id) WHERE NOT over;
