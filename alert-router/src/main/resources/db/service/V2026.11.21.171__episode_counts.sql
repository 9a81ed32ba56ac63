-- Episodes of alerts by day: there may be millions of episodes, of which a year is counted by some thousand rows. The day
-- is the one (in UTC) in which they ended; took_up_to is the place of their duration among the bounds that DurationBuckets has.
CREATE TABLE alert_episode_day (
    day        date    NOT NULL,
    name       text    NOT NULL,
    severity   text    NOT NULL,
    labels     jsonb   NOT NULL,
    took_up_to integer NOT NULL,
    episodes   integer NOT NULL,
    seconds    bigint  NOT NULL,
    -- how many began within an hour of the end of the same alert's last one
    again      integer NOT NULL,
    PRIMARY KEY (day, name, severity, labels, took_up_to)
) WITH (fillfactor = 80);

ALTER TABLE alert_episode ADD COLUMN counted boolean NOT NULL DEFAULT false;

CREATE INDEX alert_episode_uncounted ON alert_episode (ended_at) WHERE NOT counted;
