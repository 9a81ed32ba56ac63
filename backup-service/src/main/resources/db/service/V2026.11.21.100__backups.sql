-- A backup that was asked for, from the first moment on. That a backup can be restored is known from the repository; here
-- stands how it came about. Whoever works on a row renews its lease; a lease that has run out tells of a dead process.
CREATE TABLE backup_run (
    id text PRIMARY KEY,
    target text NOT NULL,
    trigger text NOT NULL CHECK (trigger IN ('schedule', 'request')),
    state text NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
    lease_until timestamptz NOT NULL,
    begun_at timestamptz NOT NULL,
    ended_at timestamptz,
    content_bytes bigint NOT NULL DEFAULT 0,
    stored_bytes bigint NOT NULL DEFAULT 0,
    files bigint NOT NULL DEFAULT 0,
    server_version text,
    system_identifier text,
    timeline bigint,
    start_lsn text,
    stop_lsn text,
    error text
);
-- The claim: one backup of a target at a time, whichever replica takes it.
CREATE UNIQUE INDEX backup_run_one_at_a_time ON backup_run (target) WHERE state = 'running';
CREATE INDEX backup_run_by_target ON backup_run (target, begun_at DESC);

-- What was done with a backup afterwards.
CREATE TABLE backup_operation (
    id uuid PRIMARY KEY,
    backup_id text NOT NULL REFERENCES backup_run (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('verification', 'drill', 'restore')),
    state text NOT NULL CHECK (state IN ('running', 'passed', 'failed', 'broken')),
    lease_until timestamptz NOT NULL,
    begun_at timestamptz NOT NULL,
    ended_at timestamptz,
    report jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX backup_operation_one_at_a_time ON backup_operation (backup_id, kind) WHERE state = 'running';
CREATE INDEX backup_operation_by_backup ON backup_operation (backup_id, begun_at DESC);
