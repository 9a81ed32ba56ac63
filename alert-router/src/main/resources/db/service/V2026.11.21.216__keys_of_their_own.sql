-- Of several incidents with alerts of one group, those that people split off or reopened are told under a key of their own, and
-- known by it where it comes back: under the group's key, the end of one would be told as the end of all.
ALTER TABLE incident ADD COLUMN own_key text;
ALTER TABLE incident_part ADD COLUMN own_key text;

CREATE INDEX incident_part_own_digest ON incident_part (digest_of_group(own_key) COLLATE "C") WHERE own_key IS NOT NULL;
