-- When each source is looked at next. Replicas claim a look by moving next_at on, so that each happens once.
CREATE TABLE source_round (
    source text PRIMARY KEY,
    next_at timestamptz NOT NULL
);

-- Up to when an objective has been measured, and by which indicator: another one starts anew.
CREATE TABLE measured_until (
    slo text PRIMARY KEY,
    indicator text NOT NULL,
    at timestamptz NOT NULL
);

-- What each counter showed then, so that the increase over a restart is counted exactly once.
CREATE TABLE counter_value (
    slo text NOT NULL REFERENCES measured_until ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('counted', 'total')),
    series text NOT NULL,
    value double precision NOT NULL,
    PRIMARY KEY (slo, role, series)
);

-- Counts as they were measured, for windows of minutes; kept for two hours.
CREATE TABLE count_recent (
    slo text NOT NULL,
    at timestamptz NOT NULL,
    good double precision NOT NULL,
    total double precision NOT NULL,
    PRIMARY KEY (slo, at)
);
CREATE INDEX count_recent_by_time ON count_recent (at);

-- The same counts in five-minute buckets, for everything else.
CREATE TABLE count_bucket (
    slo text NOT NULL,
    bucket timestamptz NOT NULL,
    good double precision NOT NULL,
    total double precision NOT NULL,
    PRIMARY KEY (slo, bucket)
);
CREATE INDEX count_bucket_by_time ON count_bucket (bucket);

CREATE TABLE burn_state (
    slo text NOT NULL,
    policy text NOT NULL,
    phase text NOT NULL CHECK (phase IN ('calm', 'pending', 'firing')),
    since timestamptz NOT NULL,
    PRIMARY KEY (slo, policy)
);

CREATE TABLE budget_state (
    slo text PRIMARY KEY,
    spent boolean NOT NULL,
    since timestamptz NOT NULL
);
