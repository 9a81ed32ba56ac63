-- When a replica last had the heartbeat in its configuration: replicas may have different files for a while, and what one
-- of them does not know is not gone yet.
ALTER TABLE heartbeat ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE heartbeat ALTER COLUMN seen_at DROP DEFAULT;
