-- Reports as they were made. What was due by its schedule is made once for a time, however many replicas there are.
CREATE TABLE report (
    id        uuid PRIMARY KEY,
    name      text        NOT NULL,
    cause     text        NOT NULL CHECK (cause IN ('scheduled', 'asked')),
    asked_by  text        NOT NULL,
    from_time timestamptz NOT NULL,
    to_time   timestamptz NOT NULL,
    made_at   timestamptz NOT NULL,
    content   text        NOT NULL
);

CREATE UNIQUE INDEX report_scheduled ON report (name, from_time, to_time) WHERE cause = 'scheduled';
CREATE INDEX report_made ON report (made_at DESC, id DESC);

-- To whom a report is sent. While a replica sends, claim is set and due_at is when its lease lapses.
CREATE TABLE report_delivery (
    id          uuid PRIMARY KEY,
    report_id   uuid        NOT NULL REFERENCES report ON DELETE CASCADE,
    receiver    text        NOT NULL,
    integration text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('pending', 'sent', 'refused', 'given_up')),
    attempts    integer     NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    claim       uuid,
    sent_at     timestamptz,
    problem     text        NOT NULL DEFAULT ''
);

CREATE INDEX report_delivery_due ON report_delivery (due_at) WHERE state = 'pending';
CREATE INDEX report_delivery_report ON report_delivery (report_id);

-- Since when a report is known under its schedule: what was due before is not owed.
CREATE TABLE report_schedule (
    name     text PRIMARY KEY,
    schedule text        NOT NULL,
    since    timestamptz NOT NULL
);
