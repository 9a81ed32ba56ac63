-- When a replica was last there to take alerts in: what ended while none was, had nobody who could have renewed it.
CREATE TABLE presence (
    last_at timestamptz NOT NULL
);

INSERT INTO presence (last_at) VALUES (now());
