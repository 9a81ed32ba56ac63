-- How far the escalation of an incident has come. base is what the times of the policy count from; due_at is when the next
-- step is, NULL when there is none: it is stopped, over, or all steps are taken.
CREATE TABLE escalation (
    incident_id  uuid PRIMARY KEY REFERENCES incident ON DELETE CASCADE,
    policy       text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('running', 'paused', 'ended')),
    base         timestamptz NOT NULL,
    next_step    integer     NOT NULL,
    due_at       timestamptz,
    group_labels text        NOT NULL,
    started_at   timestamptz NOT NULL
);

CREATE INDEX escalation_due ON escalation (due_at) WHERE state = 'running';

-- Somebody is to be told by one integration, at wanted_at. While a replica is telling, claim is set and due_at is when its lease lapses:
-- a replica that dies gives the page back by doing nothing.
CREATE TABLE escalation_page (
    id          uuid PRIMARY KEY,
    number      bigint GENERATED ALWAYS AS IDENTITY,
    incident_id uuid        NOT NULL REFERENCES incident ON DELETE CASCADE,
    kind        text        NOT NULL CHECK (kind IN ('automatic', 'manual', 'resolved')),
    state       text        NOT NULL CHECK (state IN ('pending', 'told', 'refused', 'given_up', 'cancelled', 'superseded')),
    created_at  timestamptz NOT NULL,
    wanted_at   timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    claim       uuid,
    attempts    integer     NOT NULL DEFAULT 0,
    person      text,
    contact     text,
    receiver    text        NOT NULL,
    integration text        NOT NULL,
    why         text        NOT NULL,
    alerts      bigint[]    NOT NULL DEFAULT '{}',
    told_at     timestamptz
);

CREATE INDEX escalation_page_due ON escalation_page (due_at) WHERE state = 'pending';
CREATE INDEX escalation_page_incident ON escalation_page (incident_id, number);
