-- Since when nobody who looked knew the policy whose step is due; NULL when the last who looked did.
ALTER TABLE escalation ADD COLUMN unknown_since timestamptz;
-- By how much the rest of the round under way comes earlier than base says, since nobody could be told at a level of it.
ALTER TABLE escalation ADD COLUMN ahead_us bigint NOT NULL DEFAULT 0;
