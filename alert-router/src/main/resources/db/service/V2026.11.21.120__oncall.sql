-- Somebody is on call instead of whom the layers of a schedule name. What began is never deleted, only ended: who was on
-- call stays known.
CREATE TABLE oncall_override (
    id         uuid PRIMARY KEY,
    schedule   text        NOT NULL,
    person     text        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    reason     text        NOT NULL,
    swap_id    uuid,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    ended_by   text,
    CHECK (starts_at < ends_at)
);

CREATE INDEX oncall_override_time ON oncall_override (schedule, ends_at);

-- Somebody asks somebody else to take a shift, in return for another one or for nothing.
CREATE TABLE oncall_swap (
    id               uuid PRIMARY KEY,
    schedule         text        NOT NULL,
    requester        text        NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL,
    partner          text        NOT NULL,
    return_starts_at timestamptz,
    return_ends_at   timestamptz,
    reason           text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('proposed', 'accepted', 'declined', 'withdrawn')),
    asked_by         text        NOT NULL,
    asked_at         timestamptz NOT NULL,
    decided_by       text,
    decided_at       timestamptz
);

CREATE INDEX oncall_swap_asked ON oncall_swap (asked_at DESC, id DESC);

-- Calendars that may be read by whoever knows a token, of which only the SHA-256 is kept.
CREATE TABLE oncall_feed (
    id           uuid PRIMARY KEY,
    token_digest text        NOT NULL UNIQUE,
    schedule     text,
    person       text,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    CHECK ((schedule IS NULL) <> (person IS NULL))
);
