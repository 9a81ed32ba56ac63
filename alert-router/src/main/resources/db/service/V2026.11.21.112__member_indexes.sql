-- Alerts are stored in order of their fingerprints, and so are their memberships now. The group comes second: there are
-- few groups, so that a new entry of its index lands beside the one before.
ALTER TABLE alert_group_member DROP CONSTRAINT alert_group_member_pkey;
DROP INDEX alert_group_member_alert;
ALTER TABLE alert_group_member ADD PRIMARY KEY (fingerprint, group_id);
CREATE INDEX alert_group_member_group ON alert_group_member (group_id);
