-- Adds to the timelines of the incidents that a group has or last had; without one there is nothing to add to.
CREATE FUNCTION note_on_group(concerned uuid, at timestamptz[], kinds text[], actors text[], texts text[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO incident_event (incident_id, at, kind, actor, text)
    SELECT p.incident_id, entry.* FROM incident_part AS p, unnest($2, $3, $4, $5) AS entry
    WHERE p.group_id = concerned AND p.kind <> 'closed';
    IF NOT FOUND THEN
        INSERT INTO incident_event (incident_id, at, kind, actor, text)
        SELECT latest.id, entry.*
        FROM (SELECT i.id FROM incident AS i WHERE i.group_id = concerned ORDER BY i.opened_at DESC LIMIT 1) AS latest,
            unnest($2, $3, $4, $5) AS entry;
    END IF;
END
$$;

-- Gives a group back that is still claimed so.
CREATE FUNCTION release_group(
    released uuid, by_claim uuid, turn_at timestamptz, next_at timestamptz, to_retry text) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    UPDATE alert_group SET next_turn_at = turn_at, due_at = next_at, retries = to_retry, spoken = true, claim = NULL
    WHERE id = released AND claim = by_claim;
END
$$;

-- As before; a function in SQL is planned anew for each statement that adds to its index.
CREATE OR REPLACE FUNCTION digest_of_group(group_key text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN encode(sha256(convert_to(group_key, 'UTF8')), 'hex');
END
$$;
