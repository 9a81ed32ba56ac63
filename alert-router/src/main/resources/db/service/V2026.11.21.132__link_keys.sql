-- Keys that sign links in notifications. Whoever can read them can make links: they protect no more than acknowledging
-- and silencing.
CREATE TABLE link_key (
    id         text PRIMARY KEY,
    secret     bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
