-- Times in which nobody is told of certain alerts. The start is a local time, as a recurring one has no other.
CREATE TABLE maintenance_window (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    matchers    text        NOT NULL,
    start_local text        NOT NULL,
    zone        text        NOT NULL,
    rule        text,
    duration_ms bigint      NOT NULL,
    comment     text        NOT NULL,
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     integer     NOT NULL
);
