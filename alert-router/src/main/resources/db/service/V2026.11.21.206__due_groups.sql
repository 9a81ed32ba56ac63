-- Due groups are claimed, and their alerts read, by the indexes whatever the statistics say: a plan is kept as it was made,
-- and one that was made of a small table reads the whole of it for every eight groups when there are fifty thousand.

-- The longest due first, until there is no more room for their alerts; the first always fits.
CREATE FUNCTION claim_groups(receivers text[], free integer[], due_by timestamptz, claimed_as uuid, lease_ends timestamptz[],
                             most_alerts integer)
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
            ORDER BY d.due_at LIMIT capacity.free FOR UPDATE SKIP LOCKED) AS next),
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

CREATE FUNCTION alerts_of_groups(groups uuid[])
    RETURNS TABLE (group_id uuid, fingerprint bigint, labels text, annotations text, generator_url text,
                   starts_at timestamptz, ends_at timestamptz, updated_at timestamptz, end_assumed boolean)
    LANGUAGE plpgsql STABLE ROWS 100
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT m.group_id, a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at,
        a.end_assumed
    FROM alert_group_member AS m JOIN alert AS a ON a.fingerprint = m.fingerprint
    WHERE m.group_id = ANY (groups);
END
$$;
