-- Adds lines to the timelines of the incidents that groups have or last had; of a group without one there is nothing to add to.
CREATE FUNCTION note_on_groups(concerned uuid[], at timestamptz[], kinds text[], actors text[], texts text[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO incident_event (incident_id, at, kind, actor, text)
    SELECT noted.incident_id, entry.at, entry.kind, entry.actor, entry.text
    FROM unnest($1, $2, $3, $4, $5) AS entry (group_id, at, kind, actor, text)
    CROSS JOIN LATERAL (
        SELECT p.incident_id FROM incident_part AS p WHERE p.group_id = entry.group_id AND p.kind <> 'closed'
        UNION ALL
        SELECT latest.id
        FROM (SELECT i.id FROM incident AS i WHERE i.group_id = entry.group_id ORDER BY i.opened_at DESC LIMIT 1) AS latest
        WHERE NOT EXISTS (
            SELECT FROM incident_part AS p WHERE p.group_id = entry.group_id AND p.kind <> 'closed')) AS noted;
END
$$;

-- Gives those groups back that are still claimed so.
CREATE FUNCTION release_groups(
    released uuid[], by_claims uuid[], turns_at timestamptz[], next_at timestamptz[], to_retry text[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan = off AS $$
BEGIN
    -- one after the other by their ids, so that no two of these wait for each other
    UPDATE alert_group AS g
    SET next_turn_at = r.turn_at, due_at = r.due_at, retries = r.retries, spoken = true, claim = NULL
    FROM (
        SELECT * FROM unnest($1, $2, $3, $4, $5) AS each (id, claim, turn_at, due_at, retries) ORDER BY id) AS r
    WHERE g.id = r.id AND g.claim = r.claim;
END
$$;

DROP FUNCTION note_on_group(uuid, timestamptz[], text[], text[], text[]);
DROP FUNCTION release_group(uuid, uuid, timestamptz, timestamptz, text);
