-- Everything that should exist. Names that clients see in documents are those of the contract: schema ocpp.
create schema if not exists ocpp;

create table ocpp.organizations (
    id         uuid primary key,
    created_at timestamptz not null default now()
);

-- A location that was made by naming it for a charger has nothing but its name.
create table ocpp.locations (
    id              uuid primary key,
    seq             bigint generated always as identity,
    organization_id uuid not null,
    slug            text,
    name            text not null,
    address         text,
    city            text,
    country         text,
    latitude        double precision,
    longitude       double precision,
    timezone        text,
    owner_name      text,
    public          boolean,
    status          text default 'active',
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (organization_id, slug)
);
create index locations_page on ocpp.locations (organization_id, created_at, id);

-- A unit of durable work: one bulk call, or one single create.
create table ocpp.jobs (
    id              uuid primary key,
    organization_id uuid not null,
    location_id     uuid,
    job_type        text not null,
    status          text not null check (status in ('PENDING', 'PROVISIONING', 'READY', 'FAILED')),
    workflow_run_id text not null unique,
    request         jsonb not null,
    total           integer not null,
    error           jsonb,
    traceparent     text,
    created_at      timestamptz not null default now(),
    provisioned_at  timestamptz
);

-- One charger of a job: its own unit of success, retry and failure.
create table ocpp.job_items (
    job_id          uuid not null references ocpp.jobs on delete cascade,
    ordinal         integer not null,
    chunk           integer not null,
    charger_id      text not null,
    identity        text not null,
    group_no        integer not null default 0,
    status          text not null default 'PENDING' check (status in ('PENDING', 'DONE', 'FAILED')),
    attempts        integer not null default 0,
    next_attempt_at timestamptz,
    error           text,
    primary key (job_id, ordinal)
);
create index job_items_chunk on ocpp.job_items (job_id, chunk) where status = 'PENDING';

create table ocpp.chargers (
    key               bigint generated always as identity primary key,
    id                text not null unique,
    organization_id   uuid not null,
    location_id       uuid not null references ocpp.locations,
    identity          text not null,
    name              text,
    brand_slug        text not null,
    model_slug        text not null,
    connector_type    text not null,
    ocpp_version      text not null,
    ws_url            text not null,
    basic_user        text,
    authorization_key text,
    security_profile  smallint not null default 0,
    behavior          jsonb not null default '{}',
    seed              bigint not null,
    -- Desired state; the reconciler of the node that holds the shard makes it true.
    desired           text not null default 'running' check (desired in ('running', 'stopped', 'deleted')),
    generation        integer not null default 1,
    -- Set by restart-charger; the reconciler restarts a charger whose runtime is older.
    restart_serial    integer not null default 0,
    shard             smallint not null check (shard between 0 and 255),
    status            text not null check (status in ('PENDING', 'PROVISIONING', 'READY', 'FAILED')),
    job_id            uuid references ocpp.jobs on delete set null,
    workflow_run_id   text not null,
    error             jsonb,
    provisioned_at    timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    unique (organization_id, identity)
);
create index chargers_page on ocpp.chargers (organization_id, created_at, key);
create index chargers_location on ocpp.chargers (location_id, created_at, key);
create index chargers_shard on ocpp.chargers (shard);
-- What a job still waits for.
create index chargers_job on ocpp.chargers (job_id) where status = 'PROVISIONING';

-- Durable memory of a charger: written before the messages that depend on it are sent.
create table ocpp.charger_state (
    charger_key bigint primary key references ocpp.chargers on delete cascade,
    sequence    bigint not null,
    state       bytea not null
);
create table ocpp.charger_outbox (
    charger_key bigint not null references ocpp.chargers on delete cascade,
    sequence    bigint not null,
    message_id  text not null,
    action      text not null,
    payload     bytea not null,
    transaction text not null,
    created_at  timestamptz not null,
    primary key (charger_key, sequence)
);

-- What the fleet looks like now. A projection that its owner writes anew after a crash, so it needs no write-ahead log.
create unlogged table ocpp.charger_runtime (
    charger_key     bigint primary key,
    connection      text not null,
    boot_status     text,
    connected_since timestamptz,
    last_error      text,
    connectors      jsonb not null default '[]',
    updated_at      timestamptz not null default now()
);

-- Commands for chargers that live on another node.
create table ocpp.fleet_commands (
    id          bigint generated always as identity primary key,
    shard       smallint not null,
    charger_key bigint not null,
    command     jsonb not null,
    created_at  timestamptz not null default now()
);
create index fleet_commands_shard on ocpp.fleet_commands (shard, id);

create table ocpp.idempotency_keys (
    organization_id uuid not null,
    key             text not null,
    fingerprint     bytea not null,
    status          integer not null,
    body            bytea not null,
    content_type    text,
    created_at      timestamptz not null default now(),
    primary key (organization_id, key)
);
create index idempotency_keys_age on ocpp.idempotency_keys (created_at);

-- Every frame, raw, in one partition a day (created by the writer: frames_YYYYMMDD).
create table ocpp.frames (
    charger_key bigint not null,
    at          timestamptz not null,
    seq         bigint not null,
    direction   smallint not null,
    action      text not null,
    message     text not null
) partition by range (at);

-- The built-in CSMS. The id is the transactionId of 1.6.
create table ocpp.csms_transactions (
    id              integer generated always as identity primary key,
    organization_id uuid not null,
    identity        text not null,
    ocpp_version    text not null,
    -- 2.0.1: the station's transactionId. 1.6: what tells a repeated StartTransaction from another one.
    reference       text not null,
    evse_id         integer,
    connector_id    integer,
    id_token        text,
    meter_start_wh  double precision,
    meter_last_wh   double precision,
    meter_stop_wh   double precision,
    started_at      timestamptz not null,
    stopped_at      timestamptz,
    stop_reason     text,
    last_seq_no     integer,
    unique (organization_id, identity, reference)
) with (fillfactor = 80);
create index csms_transactions_page on ocpp.csms_transactions (organization_id, id);
create index csms_transactions_open on ocpp.csms_transactions (organization_id, identity) where stopped_at is null;
