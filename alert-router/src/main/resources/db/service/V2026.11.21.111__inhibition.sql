-- Alerts that may inhibit others, under a key made of the rule and of the values that source and target must share.
CREATE TABLE inhibiting_alert (
    key         uuid    NOT NULL,
    both_sides  boolean NOT NULL,
    fingerprint bigint  NOT NULL,
    PRIMARY KEY (key, both_sides, fingerprint)
);

CREATE INDEX inhibiting_alert_alert ON inhibiting_alert (fingerprint);

-- Alerts that an integration was told of as firing, left out since, and whose end it has yet to be told.
ALTER TABLE notification_log ADD COLUMN unended bigint[] NOT NULL DEFAULT '{}';
