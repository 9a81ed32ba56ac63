-- How often alerts began lately: a count that decays, for alerts that a rule of hold-back.yaml is about.
CREATE TABLE alert_flap (
    fingerprint bigint PRIMARY KEY,
    penalty     double precision NOT NULL,
    at          timestamptz      NOT NULL,
    starts_at   timestamptz      NOT NULL,
    held        boolean          NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX alert_flap_held ON alert_flap (at) WHERE held;
