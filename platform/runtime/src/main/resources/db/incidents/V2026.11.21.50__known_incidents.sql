-- What the alert-router told of incidents, as of the event with the highest version. What an incident is about stands as
-- label=value, and only ever grows.
CREATE TABLE known_incident (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    severity text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'acknowledged', 'resolved')),
    firing integer NOT NULL,
    opened_at timestamptz NOT NULL,
    resolved_at timestamptz,
    what text NOT NULL,
    version integer NOT NULL,
    about text[] NOT NULL,
    CHECK ((resolved_at IS NOT NULL) = (status = 'resolved'))
);
CREATE INDEX known_incident_by_time ON known_incident (opened_at DESC, id DESC);
CREATE INDEX known_incident_unresolved ON known_incident (opened_at) WHERE status <> 'resolved';
CREATE INDEX known_incident_resolved ON known_incident (resolved_at) WHERE status = 'resolved';
