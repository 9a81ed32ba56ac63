-- Times at which too many incidents were opened at once: by route, or of all (the route without a name).
CREATE TABLE storm (
    id            uuid PRIMARY KEY,
    route_id      text        NOT NULL,
    receiver      text        NOT NULL,
    began_at      timestamptz NOT NULL,
    full_at       timestamptz NOT NULL,
    ended_at      timestamptz,
    digests       integer     NOT NULL DEFAULT 0,
    digest_at     timestamptz,
    claimed_until timestamptz,
    final_told    boolean     NOT NULL DEFAULT false
);

CREATE UNIQUE INDEX storm_that_lasts ON storm (route_id) WHERE ended_at IS NULL;
CREATE INDEX storm_began ON storm (began_at DESC);
