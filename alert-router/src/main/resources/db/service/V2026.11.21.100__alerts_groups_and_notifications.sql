-- Alerts as they were last reported. Labels and annotations are JSON text rather than jsonb: they are written and read
-- as a whole far more often than looked into, and text keeps characters that jsonb refuses.
CREATE TABLE alert (
    fingerprint   bigint PRIMARY KEY,
    labels        text        NOT NULL,
    annotations   text        NOT NULL,
    generator_url text        NOT NULL,
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    end_assumed   boolean     NOT NULL
) WITH (fillfactor = 85);

-- The end of an alert of which two overlapping reports exist; the rule is that of Alert.mergedWith.
CREATE FUNCTION merged_end(older_end timestamptz, older_assumed boolean, newer_end timestamptz, as_of timestamptz)
    RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN older_end > newer_end
            AND (CASE WHEN newer_end <= as_of THEN older_end <= as_of ELSE NOT older_assumed END)
        THEN older_end
        ELSE newer_end
    END
$$;

-- Groups of alerts. due_at is the next turn, the next retry or, while a replica holds a claim, the end of its lease:
-- a replica that dies gives its groups back by doing nothing.
CREATE TABLE alert_group (
    id           uuid PRIMARY KEY,
    route_id     text        NOT NULL,
    group_key    text        NOT NULL,
    receiver     text        NOT NULL,
    labels       text        NOT NULL,
    next_turn_at timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    spoken       boolean     NOT NULL DEFAULT false,
    retries      text        NOT NULL DEFAULT '{}',
    claim        uuid
) WITH (fillfactor = 70);

CREATE INDEX alert_group_due ON alert_group (receiver, due_at);

-- No foreign keys: whoever adds or removes members holds the group's row.
CREATE TABLE alert_group_member (
    group_id    uuid   NOT NULL,
    fingerprint bigint NOT NULL,
    PRIMARY KEY (group_id, fingerprint)
);

CREATE INDEX alert_group_member_alert ON alert_group_member (fingerprint);

-- What each integration was last told about a group.
CREATE TABLE notification_log (
    id          uuid PRIMARY KEY,
    group_key   text        NOT NULL,
    receiver    text        NOT NULL,
    integration text        NOT NULL,
    firing      bigint[]    NOT NULL,
    resolved    bigint[]    NOT NULL,
    notified_at timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX notification_log_expiry ON notification_log (expires_at);

CREATE TABLE inbox_notification (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          uuid        NOT NULL UNIQUE,
    received_at timestamptz NOT NULL,
    receiver    text        NOT NULL,
    group_key   text        NOT NULL,
    status      text        NOT NULL,
    reason      text        NOT NULL,
    title       text        NOT NULL,
    alerts      text        NOT NULL
);

CREATE TABLE incident (
    id              uuid PRIMARY KEY,
    group_id        uuid        NOT NULL,
    group_key       text        NOT NULL,
    receiver        text        NOT NULL,
    title           text        NOT NULL,
    severity        text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('open', 'acknowledged', 'resolved')),
    firing          bigint[]    NOT NULL,
    alerts_seen     integer     NOT NULL,
    opened_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at     timestamptz,
    version         integer     NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX incident_unresolved ON incident (group_id) WHERE status <> 'resolved';
CREATE INDEX incident_opened ON incident (opened_at DESC, id DESC);

CREATE TABLE incident_event (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_id uuid        NOT NULL REFERENCES incident ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    kind        text        NOT NULL,
    actor       text        NOT NULL,
    text        text        NOT NULL
);

CREATE INDEX incident_event_incident ON incident_event (incident_id, number);

-- How many alerts and incidents there were, minute by minute.
CREATE TABLE alert_count (
    at       timestamptz NOT NULL,
    name     text        NOT NULL,
    severity text        NOT NULL,
    firing   integer     NOT NULL,
    PRIMARY KEY (name, severity, at)
);

CREATE INDEX alert_count_at ON alert_count (at);

-- Which route tree the groups were made by: a changed one has every group looked at again.
CREATE TABLE routing_in_force (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    digest  text NOT NULL
);
