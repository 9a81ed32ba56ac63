-- Events between services. Outgoing: one outbox_event per event, one outbox_delivery per event and subscriber, both
-- written in the transaction of the change. Incoming: inbox_event remembers what was received, to drop repeats.

create table outbox_event (
    position   bigint      generated always as identity primary key,
    id         text        not null,
    source     text        not null,
    type       text        not null,
    subject    text        not null,
    time       timestamptz not null,
    data       text,
    extensions text[]      not null default '{}',
    written_at timestamptz not null,
    unique (source, id)
);
comment on column outbox_event.position is 'order of writing; within a subject also the order of commit';
comment on column outbox_event.data is 'JSON, kept as it was written';
comment on column outbox_event.extensions is 'name, value, name, value…';

create table outbox_delivery (
    id              bigint      generated always as identity primary key,
    position        bigint      not null references outbox_event,
    subscriber      text        not null,
    subject         text        not null,
    state           text        not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
    head            boolean     not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    since           timestamptz not null,
    finished_at     timestamptz,
    reason          text,
    unique (position, subscriber)
);
comment on column outbox_delivery.head is 'the oldest pending one of its subscriber and subject: only it may be claimed';
comment on column outbox_delivery.next_attempt_at is 'of a claimed delivery the end of its lease';
comment on column outbox_delivery.attempts is 'counted when claimed; an outcome counts only under the number of its claim';

-- The claim reads this index alone, in the order of the claim, and it holds one row per busy subject: 100,000 events
-- that wait behind others cost it nothing.
create index outbox_delivery_claimable on outbox_delivery (subscriber, next_attempt_at)
    where state = 'pending' and head;
-- The successor in a subject, and whether an event has predecessors.
create index outbox_delivery_waiting on outbox_delivery (subscriber, subject, position)
    where state = 'pending';
create index outbox_delivery_dead on outbox_delivery (id) where state = 'dead';
create index outbox_delivery_finished on outbox_delivery (finished_at) where state = 'delivered';

-- Queue tables are rewritten all the time: vacuum by count, not by share of the table.
alter table outbox_delivery set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000, fillfactor = 80);

create table inbox_event (
    source      text        not null,
    id          text        not null,
    received_at timestamptz not null,
    primary key (source, id)
);
create index inbox_event_received on inbox_event (received_at);
