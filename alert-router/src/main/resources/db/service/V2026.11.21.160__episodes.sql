-- Each time that an alert fired and ended, for looking back: what a changed configuration would have done, what wakes people.
CREATE TABLE alert_episode (
    fingerprint bigint      NOT NULL,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz NOT NULL,
    labels      text        NOT NULL,
    PRIMARY KEY (fingerprint, started_at)
);

CREATE INDEX alert_episode_end ON alert_episode (ended_at);
