-- Takes a group away that has no alerts, unless somebody is about to add one; true if it did. It looks anew once nobody can add
-- an alert any longer, since what was seen before may have changed, and by the indexes whatever the statistics say: a plan that
-- was made of a few alerts would read a whole storm for every group that ends.
CREATE FUNCTION end_empty_group(ended uuid) RETURNS boolean
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    PERFORM FROM alert_group AS g WHERE g.id = ended
        AND NOT EXISTS (SELECT FROM alert_group_member AS m WHERE m.group_id = ended)
        FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM alert_group AS g WHERE g.id = ended
        AND NOT EXISTS (SELECT FROM alert_group_member AS m WHERE m.group_id = ended);
    RETURN FOUND;
END
$$;

-- As before, without comparing each alert with each of those that may leave.
CREATE OR REPLACE FUNCTION leaving_alerts(done bigint[], as_of timestamptz, misplaced bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql ROWS 100
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT a.fingerprint FROM (
        SELECT unnest(done) AS fingerprint, false AS in_any_case UNION ALL SELECT unnest(misplaced), true) AS leaving
    JOIN alert AS a ON a.fingerprint = leaving.fingerprint
    WHERE leaving.in_any_case OR a.ends_at <= as_of
    ORDER BY a.fingerprint FOR NO KEY UPDATE OF a;
END
$$;

COMMENT ON VIEW alert_group_member IS
    'To be asked for groups, or for one alert: joined by fingerprint, it is read as a whole for each row.';
