-- What a silence is about, by whom and why, is JSON text for the same reasons as an alert's labels.
CREATE TABLE silence (
    id         uuid PRIMARY KEY,
    content    text        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX silence_end ON silence (ends_at);

-- Counted up by every change of a silence, in the same transaction: whoever has seen this number knows all silences.
CREATE TABLE silence_version (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    version bigint NOT NULL
);

INSERT INTO silence_version (version) VALUES (0);
