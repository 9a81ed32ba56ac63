-- Signatures of call-backs that were heard, so that nobody plays one again while its timestamp is still good.
CREATE TABLE heard_callback (
    -- who called, and the signature that was shown and fitted
    signature text PRIMARY KEY,
    forget_at timestamptz NOT NULL
);

CREATE INDEX heard_callback_age ON heard_callback (forget_at);
