-- API keys as the service knows them: the key itself is shown once, at its creation, and kept nowhere.
create table api_key (
    id           text        primary key check (id ~ '^[0-9A-Za-z]{10}$'),
    name         text        not null check (length(name) between 1 and 200),
    -- SHA-256 of the whole key, in hexadecimal
    digest       text        not null unique check (digest ~ '^[0-9a-f]{64}$'),
    roles        text[]      not null
                 check (cardinality(roles) > 0
                        and roles <@ array['viewer', 'responder', 'operator', 'admin', 'ingest']),
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    -- noted at most once a minute, so it may lag by as much
    last_used_at timestamptz,
    check ((revoked_at is null) = (revoked_by is null))
);

comment on table api_key is 'API keys, by digest; rows stay after a key has ended, for the record';
