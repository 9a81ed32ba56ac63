-- The labels of alerts that fire, in order of their fingerprints, a page at a time: of all, or of those of some names and
-- severities. Planned by the index whatever the statistics say, as alert_page is.
CREATE FUNCTION firing_alerts(after_fingerprint bigint, as_of timestamptz, names text[], severities text[], most integer)
    RETURNS TABLE (fingerprint bigint, labels text)
    LANGUAGE sql STABLE ROWS 500
    SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off AS $$
    SELECT a.fingerprint, a.labels FROM alert AS a
    WHERE a.fingerprint > after_fingerprint AND a.ends_at > as_of
        AND (names IS NULL OR (a.name, a.severity) IN (
            SELECT asked.name, asked.severity FROM unnest(names, severities) AS asked (name, severity)))
    ORDER BY a.fingerprint LIMIT most
$$;
