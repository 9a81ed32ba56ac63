-- Nearly every alert is in one group from first to last. That one is noted in the alert itself: a row of its own, with two
-- indexes, would be a third of all that it costs to take an alert in. Only an alert that is new is given its group so; whatever
-- comes later, further routes or a group that it enters anew, is a further membership.
ALTER TABLE alert ADD COLUMN group_id uuid;

CREATE INDEX alert_of_group ON alert (group_id) WHERE group_id IS NOT NULL;

ALTER TABLE alert_group_member RENAME TO further_membership;
ALTER INDEX alert_group_member_pkey RENAME TO further_membership_pkey;
ALTER INDEX alert_group_member_group RENAME TO further_membership_group;

-- Which alerts are in which groups, each once.
CREATE VIEW alert_group_member AS
    SELECT group_id, fingerprint FROM alert WHERE group_id IS NOT NULL
    UNION ALL SELECT group_id, fingerprint FROM further_membership;

-- Whether the group of an alert is noted in the alert itself.
CREATE FUNCTION is_in_group_itself(alert_fingerprint bigint, id uuid) RETURNS boolean
    LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT EXISTS (SELECT FROM alert AS a WHERE a.fingerprint = alert_fingerprint AND a.group_id = id)
$$;

CREATE OR REPLACE FUNCTION alerts_of_groups(groups uuid[])
    RETURNS TABLE (group_id uuid, fingerprint bigint, labels text, annotations text, generator_url text,
                   starts_at timestamptz, ends_at timestamptz, updated_at timestamptz, end_assumed boolean)
    LANGUAGE plpgsql STABLE ROWS 100
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT a.group_id, a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at,
        a.end_assumed
    FROM alert AS a WHERE a.group_id = ANY (groups)
    UNION ALL
    SELECT m.group_id, a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at,
        a.end_assumed
    FROM further_membership AS m JOIN alert AS a ON a.fingerprint = m.fingerprint
    WHERE m.group_id = ANY (groups);
END
$$;

-- Of alerts that are to leave a group, those that leave it: those done unless they fire again, and those that are misplaced.
-- None of them is reported again before the transaction ends.
CREATE FUNCTION leaving_alerts(done bigint[], as_of timestamptz, misplaced bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql ROWS 100
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT a.fingerprint FROM alert AS a
    WHERE a.fingerprint = ANY (done) AND a.ends_at <= as_of OR a.fingerprint = ANY (misplaced)
    ORDER BY a.fingerprint FOR NO KEY UPDATE;
END
$$;

CREATE FUNCTION leave_group(id uuid, fingerprints bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    UPDATE alert AS a SET group_id = NULL FROM unnest(fingerprints) AS leaving (fingerprint)
    WHERE a.fingerprint = leaving.fingerprint AND a.group_id = id;
    DELETE FROM further_membership AS m USING unnest(fingerprints) AS leaving (fingerprint)
    WHERE m.fingerprint = leaving.fingerprint AND m.group_id = id;
END
$$;
