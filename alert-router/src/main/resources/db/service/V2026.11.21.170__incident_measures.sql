-- Incidents as they are measured: one row each, written anew whenever something has happened to it. What was merged is part
-- of the incident that it was merged into, and has no row of its own. No foreign key: measuring must not hold the rows of
-- incidents, which those who send wait for.
CREATE TABLE incident_measure (
    incident_id     uuid PRIMARY KEY,
    title           text        NOT NULL,
    severity        text        NOT NULL,
    receiver        text        NOT NULL,
    -- of its alerts
    names           text[]      NOT NULL,
    -- those of the labels by which it is counted that its alerts agree on
    labels          jsonb       NOT NULL,
    began_at        timestamptz,
    opened_at       timestamptz NOT NULL,
    notified_at     timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at     timestamptz,
    resolved_by     text,
    acted_at        timestamptz,
    acts            text[]      NOT NULL,
    notifications   integer     NOT NULL,
    pages           integer     NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX incident_measure_opened ON incident_measure (opened_at);
CREATE INDEX incident_measure_acknowledged ON incident_measure (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX incident_measure_resolved ON incident_measure (resolved_at) WHERE resolved_at IS NOT NULL;

-- Up to which line of the timelines incidents were measured.
CREATE TABLE incident_measured (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    line    bigint NOT NULL
);

INSERT INTO incident_measured (line) VALUES (0);

-- Who was told when.
CREATE INDEX escalation_page_told ON escalation_page (told_at, id)
    WHERE state = 'told' AND kind <> 'resolved' AND person IS NOT NULL;
