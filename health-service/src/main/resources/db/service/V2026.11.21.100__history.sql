-- What is known of each component now. One row a component: replicas compare with it, so that a change that all of them
-- see is written, and told, once.
CREATE TABLE component_state (
    component text PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('unknown', 'up', 'down')),
    since timestamptz NOT NULL,
    reason text NOT NULL
);

CREATE TABLE state_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    component text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    since timestamptz NOT NULL,
    detected_at timestamptz NOT NULL,
    reason text NOT NULL,
    cause text NOT NULL
);
CREATE INDEX state_change_by_component ON state_change (component, detected_at);
CREATE INDEX state_change_by_time ON state_change (detected_at);

-- Check results as counts by the minute: enough for availability and latency over any window, small enough to keep.
CREATE TABLE check_minute (
    component text NOT NULL,
    minute timestamptz NOT NULL,
    successes integer NOT NULL,
    failures integer NOT NULL,
    duration_seconds_sum double precision NOT NULL,
    duration_seconds_max double precision NOT NULL,
    PRIMARY KEY (component, minute)
);
CREATE INDEX check_minute_by_time ON check_minute (minute);
