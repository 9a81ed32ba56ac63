-- What many ids are looked up in, by the index of these whatever the statistics say: a plan is kept as it was made, and one
-- that was made of a few rows reads the whole of a storm for every group that is looked at.

CREATE FUNCTION notifications(ids uuid[], unexpired_at timestamptz) RETURNS SETOF notification_log
    LANGUAGE plpgsql STABLE ROWS 10
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT n.* FROM (SELECT DISTINCT unnest(ids) AS id) AS wanted
    CROSS JOIN LATERAL (SELECT * FROM notification_log AS l WHERE l.id = wanted.id OFFSET 0) AS n
    WHERE n.expires_at > unexpired_at;
END
$$;

CREATE FUNCTION incident_parts_of_groups(groups uuid[]) RETURNS SETOF incident_part
    LANGUAGE plpgsql STABLE ROWS 10
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT p.* FROM (SELECT DISTINCT unnest(groups) AS id) AS wanted
    CROSS JOIN LATERAL (SELECT * FROM incident_part AS i WHERE i.group_id = wanted.id OFFSET 0) AS p;
END
$$;

CREATE FUNCTION incident_parts_of_incidents(incidents uuid[]) RETURNS SETOF incident_part
    LANGUAGE plpgsql STABLE ROWS 10
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT p.* FROM (SELECT DISTINCT unnest(incidents) AS id) AS wanted
    CROSS JOIN LATERAL (SELECT * FROM incident_part AS i WHERE i.incident_id = wanted.id OFFSET 0) AS p;
END
$$;

-- In the order in which all that lock several lock them.
CREATE FUNCTION lock_incidents(incidents uuid[]) RETURNS SETOF incident
    LANGUAGE plpgsql ROWS 10
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    RETURN QUERY
    SELECT i.* FROM incident AS i WHERE i.id = ANY (incidents) ORDER BY i.id FOR UPDATE;
END
$$;
