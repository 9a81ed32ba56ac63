-- Alerts that began, as correlation looks at them. One row for each time that an alert fires; of a large incident the first
-- 200 are enough. The alert's own row goes soon after its end, so what is needed of it is copied.
CREATE TABLE correlation_occurrence (
    fingerprint bigint      NOT NULL,
    starts_at   timestamptz NOT NULL,
    incident_id uuid        NOT NULL REFERENCES incident ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    labels      text        NOT NULL,
    annotations text        NOT NULL,
    cluster     text,
    evidence    text,
    counted     boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (fingerprint, starts_at)
);

CREATE INDEX correlation_occurrence_at ON correlation_occurrence (at);
CREATE INDEX correlation_occurrence_incident ON correlation_occurrence (incident_id, at);
CREATE INDEX correlation_occurrence_undecided ON correlation_occurrence (at) WHERE cluster IS NULL;
CREATE INDEX correlation_occurrence_uncounted ON correlation_occurrence (incident_id) WHERE NOT counted;

-- Incidents of one cause, and why they are taken for that.
CREATE TABLE correlation_link (
    incident_id uuid        NOT NULL REFERENCES incident ON DELETE CASCADE,
    other_id    uuid        NOT NULL REFERENCES incident ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    evidence    text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('linked', 'to-merge', 'merged')),
    remark      text        NOT NULL DEFAULT '',
    PRIMARY KEY (incident_id, other_id)
);

CREATE INDEX correlation_link_other ON correlation_link (other_id);
CREATE INDEX correlation_link_to_merge ON correlation_link (at) WHERE state = 'to-merge';

-- What became of the incidents that a signal of an entity was seen in. Without an entity it stands for all with that signal,
-- without either for all incidents.
CREATE TABLE correlation_sign (
    entity        text    NOT NULL,
    signal        text    NOT NULL,
    acknowledged  integer NOT NULL,
    ignored       integer NOT NULL,
    auto_resolved integer NOT NULL,
    PRIMARY KEY (entity, signal)
);

CREATE INDEX incident_merged ON incident (merged_into) WHERE merged_into IS NOT NULL;
