-- Silences that end when none of the alerts that they were made for fires any more.
CREATE TABLE silence_until_resolved (
    silence_id uuid PRIMARY KEY REFERENCES silence ON DELETE CASCADE,
    alerts     bigint[] NOT NULL
);
