-- Alerts in order of their fingerprints, a page at a time. Planned by the index whatever the statistics say: a minute after
-- a storm they still speak of an empty table, and a sort of all that is left would be made for every page.
CREATE FUNCTION alert_page(first_fingerprint bigint, last_fingerprint bigint, not_ended_before timestamptz, most integer)
    RETURNS TABLE (fingerprint bigint, labels text, annotations text, generator_url text, starts_at timestamptz,
                   ends_at timestamptz, updated_at timestamptz)
    LANGUAGE sql STABLE ROWS 1000
    SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off AS $$
    SELECT a.fingerprint, a.labels, a.annotations, a.generator_url, a.starts_at, a.ends_at, a.updated_at
    FROM alert AS a
    WHERE a.fingerprint >= first_fingerprint AND a.fingerprint <= last_fingerprint AND a.ends_at >= not_ended_before
    ORDER BY a.fingerprint LIMIT most
$$;
