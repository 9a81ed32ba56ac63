-- Whether the episode began within an hour of the end of the same alert's last one: told when it is counted, so that the ends
-- of a time that are no whole days need not look for every episode's predecessor. NULL until then.
ALTER TABLE alert_episode ADD COLUMN again boolean;
