-- An escalation that is paused, but due, was given back where nobody knew its policy: whoever does has it go on. So far those were
-- left as they were, for good.
UPDATE escalation AS e SET due_at = now() FROM incident AS i
WHERE i.id = e.incident_id AND e.state = 'paused' AND i.status = 'open' AND i.snoozed_until IS NULL;
