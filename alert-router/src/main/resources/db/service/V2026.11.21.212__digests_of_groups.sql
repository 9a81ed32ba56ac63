-- PagerDuty and links know a group by the SHA-256 of its key, or by the beginning of that.

-- What convert_to makes of a text depends on nothing but the encoding of the database, which never changes, though
-- PostgreSQL does not let it be part of an index by itself.
CREATE FUNCTION digest_of_group(group_key text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT encode(sha256(convert_to(group_key, 'UTF8')), 'hex') $$;

-- In the order of their bytes, so that the beginning of a digest is a range.
CREATE INDEX incident_part_digest ON incident_part (digest_of_group(group_key) COLLATE "C");
