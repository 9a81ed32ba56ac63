-- What is known of groups is asked for in one plain statement, which looks each thing up by itself: a function with settings of
-- its own costs more than what it looks up.
DROP FUNCTION alerts_of_groups(uuid[]);
DROP FUNCTION notifications(uuid[], timestamptz);
DROP FUNCTION incident_parts_of_groups(uuid[]);
