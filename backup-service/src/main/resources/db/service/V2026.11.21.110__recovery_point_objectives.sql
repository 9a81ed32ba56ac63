-- How each target came to stand with its recovery point objective: the last row of a target is how it stands. A breach may
-- have begun before it was noticed.
CREATE TABLE rpo_change (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    phase text NOT NULL CHECK (phase IN ('not_promised', 'kept', 'breached')),
    since timestamptz NOT NULL,
    noticed_at timestamptz NOT NULL
);
CREATE INDEX rpo_change_by_target ON rpo_change (target, number DESC);
