-- Incidents are kept for a year and more, and few of them are not resolved: those are what people and the service itself ask
-- for. An index by group, dropped when incidents were first merged, had served for that too.
CREATE INDEX incident_unresolved ON incident (opened_at DESC, id DESC) WHERE status <> 'resolved';
