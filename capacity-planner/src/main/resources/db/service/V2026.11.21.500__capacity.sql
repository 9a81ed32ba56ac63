-- When each resource is sampled next. Replicas claim a sample by moving next_at on, so that each is taken once.
CREATE TABLE sampling_round (
    resource text PRIMARY KEY,
    next_at timestamptz NOT NULL,
    trouble text,
    trouble_at timestamptz
);

-- How much was used and how much there was, at moments one step of the resource apart.
CREATE TABLE usage_sample (
    resource text NOT NULL,
    at timestamptz NOT NULL,
    used double precision NOT NULL,
    available double precision NOT NULL CHECK (available > 0),
    PRIMARY KEY (resource, at)
);
CREATE INDEX usage_sample_by_time ON usage_sample (at);

-- How each resource is judged. What it leans to is believed once it has lasted.
CREATE TABLE saturation_state (
    resource text PRIMARY KEY,
    phase text NOT NULL CHECK (phase IN ('unknown', 'fine', 'predicted', 'saturated')),
    since timestamptz NOT NULL,
    leaning text CHECK (leaning IN ('fine', 'predicted', 'saturated')),
    leaning_since timestamptz,
    CHECK ((leaning IS NULL) = (leaning_since IS NULL))
);
