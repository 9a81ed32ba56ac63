-- What people did. Empty text stands for what there was not.
CREATE TABLE audit_entry (
    number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             timestamptz NOT NULL,
    actor_kind     text        NOT NULL,
    actor          text        NOT NULL,
    credential     text        NOT NULL,
    address        text        NOT NULL,
    action         text        NOT NULL,
    object_kind    text        NOT NULL,
    object_id      text        NOT NULL,
    outcome        text        NOT NULL CHECK (outcome IN ('done', 'refused')),
    detail         text        NOT NULL,
    correlation_id text        NOT NULL
);

CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id, number);
CREATE INDEX audit_entry_actor ON audit_entry (lower(actor), number);

-- Nobody rewrites history by mistake: lines are never changed, and go only where their retention is what ends them.
CREATE FUNCTION refuse_to_rewrite_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('evenkeel.audit_retention', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_audit();
CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_audit();
