-- Heartbeats that were defined over REST.
CREATE TABLE heartbeat_definition (
    name        text PRIMARY KEY,
    interval_ms bigint NOT NULL,
    grace_ms    bigint NOT NULL,
    labels      text   NOT NULL,
    annotations text   NOT NULL,
    matchers    text   NOT NULL
);

-- What is known of every heartbeat, also of those in the file.
CREATE TABLE heartbeat (
    name          text PRIMARY KEY,
    counted_from  timestamptz NOT NULL,
    last_beat_at  timestamptz,
    missing_since timestamptz,
    report_at     timestamptz
) WITH (fillfactor = 80);

-- When somebody last looked for missing beats.
CREATE TABLE heartbeat_watch (
    the_one       boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    last_round_at timestamptz NOT NULL
);

INSERT INTO heartbeat_watch (last_round_at) VALUES ('1970-01-01T00:00:00Z');
