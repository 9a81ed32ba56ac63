-- Who adds alerts to a group that is there keeps it from being taken away and from nothing else: many may add to one
-- group at once, and it may be claimed and given back meanwhile.

-- Of groups, those that are there and stay as they are until the end of the transaction, even if something first spoke of
-- them at the times given; the others are missing, or have yet to be told that it is sooner than they thought.
CREATE FUNCTION keep_groups(ids uuid[], first_turns timestamptz[]) RETURNS SETOF uuid
    LANGUAGE plpgsql ROWS 100
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    RETURN QUERY
    SELECT g.id FROM unnest(ids, first_turns) AS touched (id, first_turn) JOIN alert_group AS g ON g.id = touched.id
    WHERE g.spoken OR g.claim IS NOT NULL OR g.due_at <= touched.first_turn
    FOR KEY SHARE OF g;
END
$$;

-- As before, but passing over nobody who only adds alerts.
CREATE OR REPLACE FUNCTION claim_groups(receivers text[], free integer[], due_by timestamptz, claimed_as uuid,
                                        lease_ends timestamptz[], most_alerts integer)
    RETURNS TABLE (id uuid, route_id text, group_key text, receiver text, labels text, next_turn_at timestamptz,
                   retries text, size bigint, lease_end timestamptz)
    LANGUAGE plpgsql ROWS 10
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH due AS (
        SELECT next.id, next.due_at, capacity.lease_end
        FROM unnest(receivers, free, lease_ends) AS capacity (receiver, free, lease_end)
        CROSS JOIN LATERAL (
            SELECT d.id, d.due_at FROM alert_group AS d WHERE d.receiver = capacity.receiver AND d.due_at <= due_by
            ORDER BY d.due_at LIMIT capacity.free FOR NO KEY UPDATE SKIP LOCKED) AS next),
    sized AS (
        SELECT due.id, due.lease_end, counted.size, sum(counted.size) OVER (ORDER BY due.due_at, due.id) - counted.size AS before
        FROM due CROSS JOIN LATERAL (
            SELECT count(*) AS size FROM (
                SELECT FROM alert_group_member AS m WHERE m.group_id = due.id LIMIT most_alerts + 1) AS member) AS counted)
    UPDATE alert_group AS g SET claim = claimed_as, due_at = sized.lease_end FROM sized
    WHERE g.id = sized.id AND sized.before < most_alerts
    RETURNING g.id, g.route_id, g.group_key, g.receiver, g.labels, g.next_turn_at, g.retries, sized.size, g.due_at;
END
$$;
