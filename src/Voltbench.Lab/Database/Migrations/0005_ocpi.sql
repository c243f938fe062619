-- Simulated parties of OCPI. Bodies of OCPI objects are kept as the text that goes over the wire, in the version of their party.

-- ---- parties ---------------------------------------------------------------------------------------------------------------------------------

-- A CPO or an eMSP; the id of a CPO is the cpo_id of the API.
create table ocpp.partner_operations (
    id               bigint generated always as identity primary key,
    organization_id  uuid not null,
    role             text not null check (role in ('CPO', 'EMSP')),
    ocpi_version     text not null check (ocpi_version in ('2.1.1', '2.2.1')),
    country_code     text not null,
    party_id         text not null,
    name_prefix      text not null,
    template         text,
    template_version text,
    seed             bigint not null default 0,
    -- The CSMS of its chargers; null = the built-in one.
    ws_url           text,
    request          jsonb not null default '{}',
    -- Where peers reach this party when there is no request to derive it from; without a slash at the end.
    public_base      text not null,
    locations_total  integer not null default 0,
    chargers_total   integer not null default 0,
    evses_total      integer not null default 0,
    connectors_total integer not null default 0,
    -- Locations of templates that were added later: each has a number of its own in the CPO, for good.
    locations_added  integer not null default 0,
    status           text not null check (status in ('PENDING', 'PROVISIONING', 'READY', 'FAILED')),
    error            jsonb,
    job_id           uuid references ocpp.jobs on delete set null,
    workflow_run_id  text not null unique,
    -- Token A can be read again only with the secret of the create answer, which is not stored.
    token_a_sealed   bytea,
    token_a_hint     text,
    expires_at       timestamptz,
    provisioned_at   timestamptz,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    deleted_at       timestamptz
);
create unique index partner_operations_party on ocpp.partner_operations (organization_id, role, country_code, party_id) where deleted_at is null;
create index partner_operations_page on ocpp.partner_operations (organization_id, role, created_at, id) where deleted_at is null;

-- Another party that registered with one of ours.
create table ocpp.ocpi_peers (
    id                   bigint generated always as identity primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    country_code         text not null,
    party_id             text not null,
    -- Its credentials object without the token.
    credentials          json not null,
    -- What we show when we call it.
    token                text not null,
    token_is_base64      boolean not null,
    versions_url         text not null,
    version              text not null,
    -- False for a peer without receivers: it pulls.
    push                 boolean not null default true,
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now()
);
create index ocpi_peers_party on ocpp.ocpi_peers (partner_operation_id);

create table ocpp.ocpi_peer_endpoints (
    peer_id bigint not null references ocpp.ocpi_peers on delete cascade,
    module  text not null,
    role    text not null check (role in ('SENDER', 'RECEIVER')),
    url     text not null,
    primary key (peer_id, module, role)
);

-- What others show when they call us: SHA-256 of the token, never the token.
create table ocpp.ocpi_access_tokens (
    hash                 bytea primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    -- Null: token A, good for the handshake only.
    peer_id              bigint references ocpp.ocpi_peers on delete cascade,
    -- Token B of a handshake that our party began: good for versions and their details until the other side has answered.
    is_pending           boolean not null default false,
    -- First use; of tokens of peers only.
    used_at              timestamptz,
    created_at           timestamptz not null default now()
);
create index ocpi_access_tokens_party on ocpp.ocpi_access_tokens (partner_operation_id);
create index ocpi_access_tokens_peer on ocpp.ocpi_access_tokens (peer_id);

-- A token that was exchanged for another. Until its successor is used it may repeat the very request that exchanged it, whose answer may be lost.
create table ocpp.ocpi_spent_tokens (
    hash                 bytea primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    method               text not null,
    -- SHA-256 of the token that the peer gave in that request.
    given                bytea not null,
    created_at           timestamptz not null default now()
);
create index ocpi_spent_tokens_peer on ocpp.ocpi_spent_tokens (peer_id);

-- A handshake that our party began and that has not ended: a second try of it shows the same token B.
create table ocpp.ocpi_handshakes (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    -- SHA-256 of the other side's token A.
    token_a_hash         bytea not null,
    token_b              text not null,
    created_at           timestamptz not null default now(),
    primary key (partner_operation_id, token_a_hash)
);

-- Whoever keeps peers and their tokens in memory hears of every change. Endpoints change with their peer.
create function ocpp.tell_ocpi_peers() returns trigger language plpgsql as $$
begin
    perform pg_notify('voltbench_ocpi_peers', coalesce(new.partner_operation_id, old.partner_operation_id)::text);
    return null;
end
$$;
create trigger ocpi_peers_told after insert or update or delete on ocpp.ocpi_peers for each row execute function ocpp.tell_ocpi_peers();
create trigger ocpi_access_tokens_told after insert or update or delete on ocpp.ocpi_access_tokens for each row execute function ocpp.tell_ocpi_peers();
create function ocpp.tell_ocpi_party() returns trigger language plpgsql as $$
begin
    perform pg_notify('voltbench_ocpi_peers', old.id::text);
    return null;
end
$$;
create trigger partner_operations_gone after delete on ocpp.partner_operations for each row execute function ocpp.tell_ocpi_party();
create trigger partner_operations_told after update on ocpp.partner_operations for each row
    when ((new.deleted_at, new.expires_at, new.name_prefix, new.country_code, new.party_id, new.public_base)
        is distinct from (old.deleted_at, old.expires_at, old.name_prefix, old.country_code, old.party_id, old.public_base))
    execute function ocpp.tell_ocpi_party();

-- ---- sites -----------------------------------------------------------------------------------------------------------------------------------

-- Ids are unique in their CPO: the same template and seed give another CPO the same ones.
create table ocpp.ocpi_locations (
    partner_operation_id bigint not null references ocpp.partner_operations,
    id                   uuid not null,
    seq                  bigint generated always as identity,
    organization_id      uuid not null,
    ocpp_location_id     uuid references ocpp.locations,
    slug                 text,
    job_id               uuid references ocpp.jobs on delete set null,
    created_at           timestamptz not null default now(),
    updated_at           timestamptz not null default now(),
    -- Deleted here; the peers still see its EVSEs as REMOVED.
    deleted_at           timestamptz,
    primary key (partner_operation_id, id)
);
create index ocpi_locations_page on ocpp.ocpi_locations (partner_operation_id, seq) include (id);
create unique index ocpi_locations_ocpp on ocpp.ocpi_locations (ocpp_location_id);

create table ocpp.ocpi211_locations (
    partner_operation_id bigint not null,
    id                   uuid not null,
    -- The type of 2.1.1 is derived from it.
    parking_type         text constraint ocpi211_locations_parking_type check (parking_type in (
                             'ALONG_MOTORWAY', 'PARKING_GARAGE', 'PARKING_LOT', 'ON_DRIVEWAY', 'ON_STREET', 'UNDERGROUND_GARAGE')),
    name                 text,
    address              text not null,
    city                 text not null,
    postal_code          text,
    country              text not null, -- ISO 3166-1 alpha-3
    latitude             double precision not null,
    longitude            double precision not null,
    time_zone            text,
    owner_name           text,
    public               boolean,
    -- Members that nobody edits: operator, opening_times, facilities …
    more                 json not null default '{}',
    last_updated         timestamptz not null,
    primary key (partner_operation_id, id),
    foreign key (partner_operation_id, id) references ocpp.ocpi_locations on delete cascade
);
create index ocpi211_locations_updated on ocpp.ocpi211_locations (partner_operation_id, last_updated);
create table ocpp.ocpi221_locations (
    partner_operation_id bigint not null,
    id                   uuid not null,
    parking_type         text constraint ocpi221_locations_parking_type check (parking_type in (
                             'ALONG_MOTORWAY', 'PARKING_GARAGE', 'PARKING_LOT', 'ON_DRIVEWAY', 'ON_STREET', 'UNDERGROUND_GARAGE')),
    name                 text,
    address              text not null,
    city                 text not null,
    postal_code          text,
    country              text not null, -- ISO 3166-1 alpha-3
    latitude             double precision not null,
    longitude            double precision not null,
    time_zone            text,
    owner_name           text,
    public               boolean,
    more                 json not null default '{}',
    last_updated         timestamptz not null,
    primary key (partner_operation_id, id),
    foreign key (partner_operation_id, id) references ocpp.ocpi_locations on delete cascade
);
create index ocpi221_locations_updated on ocpp.ocpi221_locations (partner_operation_id, last_updated);

create table ocpp.ocpi211_evses (
    partner_operation_id bigint not null,
    location_id          uuid not null,
    uid                  text not null,
    ordinal              integer not null,
    evse_id              text,
    status               text not null default 'UNKNOWN',
    capabilities         text[] not null default '{}',
    physical_reference   text,
    floor_level          text,
    last_updated         timestamptz not null,
    primary key (partner_operation_id, uid),
    foreign key (partner_operation_id, location_id) references ocpp.ocpi211_locations on delete cascade
);
create index ocpi211_evses_location on ocpp.ocpi211_evses (partner_operation_id, location_id, ordinal);
create table ocpp.ocpi221_evses (
    partner_operation_id bigint not null,
    location_id          uuid not null,
    uid                  text not null,
    ordinal              integer not null,
    evse_id              text,
    status               text not null default 'UNKNOWN',
    capabilities         text[] not null default '{}',
    physical_reference   text,
    floor_level          text,
    last_updated         timestamptz not null,
    primary key (partner_operation_id, uid),
    foreign key (partner_operation_id, location_id) references ocpp.ocpi221_locations on delete cascade
);
create index ocpi221_evses_location on ocpp.ocpi221_evses (partner_operation_id, location_id, ordinal);

create table ocpp.ocpi211_connectors (
    partner_operation_id bigint not null,
    evse_uid             text not null,
    id                   text not null default '1',
    standard             text not null,
    format               text not null,
    power_type           text not null,
    voltage              integer not null, -- V
    amperage             integer not null, -- A
    tariff_id            text,
    last_updated         timestamptz not null,
    primary key (partner_operation_id, evse_uid, id),
    foreign key (partner_operation_id, evse_uid) references ocpp.ocpi211_evses on delete cascade
);
create table ocpp.ocpi221_connectors (
    partner_operation_id bigint not null,
    evse_uid             text not null,
    id                   text not null default '1',
    standard             text not null,
    format               text not null,
    power_type           text not null,
    max_voltage          integer not null, -- V
    max_amperage         integer not null, -- A
    max_electric_power   integer, -- W
    tariff_ids           text[] not null default '{}',
    last_updated         timestamptz not null,
    primary key (partner_operation_id, evse_uid, id),
    foreign key (partner_operation_id, evse_uid) references ocpp.ocpi221_evses on delete cascade
);

-- The time of a change of something that was last changed then: now, or a little later when the clock stands or goes back. OCPI tells milliseconds.
create function ocpp.ocpi_after(previous timestamptz) returns timestamptz language sql as $$
    select greatest(date_trunc('milliseconds', clock_timestamp()), previous + interval '1 millisecond')
$$;

-- A point in time as OCPI writes it.
create function ocpp.ocpi_instant(at timestamptz) returns text language sql as $$
    select to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- EVSE of OCPI ↔ connector of a charger: connector_id in 1.6, evse_id in 2.0.1. The default row of a location has no EVSE.
create table ocpp.ocpi_ocpp_topologies (
    id                   bigint generated always as identity primary key,
    partner_operation_id bigint not null,
    ocpi_location_id     uuid not null,
    evse_uid             text,
    ocpi_evse_id         text,
    ocpi_connector_id    text,
    charger_id           text not null,
    identity             text not null,
    ocpp_version         text not null,
    connector_id         integer,
    evse_id              integer,
    is_default           boolean not null default false,
    foreign key (partner_operation_id, ocpi_location_id) references ocpp.ocpi_locations on delete cascade,
    unique (partner_operation_id, evse_uid)
);
create unique index ocpi_ocpp_topologies_default on ocpp.ocpi_ocpp_topologies (partner_operation_id, ocpi_location_id) where is_default;
create index ocpi_ocpp_topologies_charger on ocpp.ocpi_ocpp_topologies (charger_id);
create index ocpi_ocpp_topologies_location on ocpp.ocpi_ocpp_topologies (partner_operation_id, ocpi_location_id);
create index ocpi_ocpp_topologies_identity on ocpp.ocpi_ocpp_topologies (identity);

-- One location of a job: its own unit of success, retry and failure.
create table ocpp.ocpi_job_items (
    job_id          uuid not null references ocpp.jobs on delete cascade,
    ordinal         integer not null,
    chunk           integer not null,
    location_id     uuid not null,
    -- How many chargers it is to have.
    chargers        integer not null,
    -- Everything that is to be made, decided before the job was accepted; JSON null once it is made or given up.
    plan            json not null,
    status          text not null default 'PENDING' check (status in ('PENDING', 'DONE', 'FAILED')),
    attempts        integer not null default 0,
    next_attempt_at timestamptz,
    error           text,
    primary key (job_id, ordinal)
);
create index ocpi_job_items_chunk on ocpp.ocpi_job_items (job_id, chunk) where status = 'PENDING';
alter table ocpp.jobs add column partner_operation_id bigint references ocpp.partner_operations on delete cascade;

-- ---- tariffs, tokens, sessions, CDRs ---------------------------------------------------------------------------------------------------------

create table ocpp.ocpi_tariffs (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    id                   text not null,
    body                 json not null,
    seq                  bigint generated always as identity, -- order of creation, for paging
    last_updated         timestamptz not null,
    primary key (partner_operation_id, id)
);

-- Tokens of the eMSPs, as the CPO was told.
create table ocpp.ocpi_tokens (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    country_code         text not null,
    party_id             text not null,
    uid                  text not null,
    type                 text not null,
    valid                boolean not null,
    whitelist            text not null,
    body                 json not null,
    last_updated         timestamptz not null,
    -- When its peer last told it, by push or by pull.
    told_at              timestamptz not null default now(),
    primary key (partner_operation_id, country_code, party_id, uid, type)
);
create index ocpi_tokens_peer on ocpp.ocpi_tokens (peer_id);
create index ocpi_tokens_uid on ocpp.ocpi_tokens (partner_operation_id, lower(uid));

-- The tokens of a peer are pulled page by page; what is here says where to go on.
create table ocpp.ocpi_token_pulls (
    peer_id              bigint primary key references ocpp.ocpi_peers on delete cascade,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    due_at               timestamptz not null default now(),
    -- Whoever works on it; free again when it is over.
    leased_until         timestamptz,
    -- The run that is under way: null before its first page was stored.
    run_started_at       timestamptz,
    -- Everything, or what changed since; null = everything.
    date_from            timestamptz,
    next_url             text,
    pages                integer not null default 0,
    tokens               integer not null default 0,
    refused              integer not null default 0,
    failures             integer not null default 0,
    -- The last run that ended.
    succeeded_at         timestamptz,
    -- From when on the next run asks; null = everything.
    since                timestamptz,
    last_tokens          integer,
    last_error           text
);
create index ocpi_token_pulls_due on ocpp.ocpi_token_pulls (due_at);

create table ocpp.ocpi_sessions (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    id                   text not null,
    -- ocpp.csms_transactions.id
    transaction_id       integer unique,
    -- Who pays: the peer whose token started it; null = nobody we know.
    peer_id              bigint references ocpp.ocpi_peers on delete set null,
    status               text not null,
    body                 json not null,
    last_updated         timestamptz not null,
    -- Where it is and what it costs, as that was when it began: later changes of location, EVSE and tariff do not touch it.
    snapshot             json not null,
    charger_id           text not null,
    identity             text not null,
    -- The peer has got the whole of it, so that parts may follow.
    is_told              boolean not null default false,
    created_at           timestamptz not null default now(),
    primary key (partner_operation_id, id)
);
create index ocpi_sessions_page on ocpp.ocpi_sessions (partner_operation_id, created_at, id);
create index ocpi_sessions_peer on ocpp.ocpi_sessions (partner_operation_id, peer_id, created_at, id);
create index ocpi_sessions_updated on ocpp.ocpi_sessions (partner_operation_id, last_updated);

-- A session has one CDR, and at most one that credits it.
create table ocpp.ocpi_cdrs (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    id                   text not null,
    session_id           text not null,
    is_credit            boolean not null default false,
    peer_id              bigint references ocpp.ocpi_peers on delete set null,
    body                 json not null,
    last_updated         timestamptz not null,
    created_at           timestamptz not null default now(),
    primary key (partner_operation_id, id),
    unique (partner_operation_id, session_id, is_credit)
);
create index ocpi_cdrs_page on ocpp.ocpi_cdrs (partner_operation_id, created_at, id);
create index ocpi_cdrs_peer on ocpp.ocpi_cdrs (partner_operation_id, peer_id, created_at, id);
create index ocpi_cdrs_updated on ocpp.ocpi_cdrs (partner_operation_id, last_updated);

-- ---- push ------------------------------------------------------------------------------------------------------------------------------------

-- What a peer is still to be told. Of one object (object_key) the lowest id goes first; a row leaves when it was delivered.
create table ocpp.ocpi_outbox (
    id                   bigint generated always as identity primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    module               text not null,
    object_key           text not null,
    method               text not null,
    -- Behind the URL of the peer's receiver, without a slash in front.
    path                 text not null,
    body                 json not null,
    -- True: a PUT of the whole object as it is when its turn comes; path and body do not count.
    refresh              boolean not null default false,
    status               text not null default 'PENDING' check (status in ('PENDING', 'DEAD')),
    attempts             integer not null default 0,
    next_attempt_at      timestamptz not null default now(),
    last_error           text,
    -- X-Correlation-ID of every attempt, X-Request-ID too of a POST, by which a receiver can know a repetition.
    message_id           uuid not null default gen_random_uuid(),
    created_at           timestamptz not null default now()
);
create index ocpi_outbox_due on ocpp.ocpi_outbox (peer_id, id) where status = 'PENDING';
create index ocpi_outbox_object on ocpp.ocpi_outbox (peer_id, object_key, id) where status = 'PENDING';
create index ocpi_outbox_view on ocpp.ocpi_outbox (partner_operation_id, status, id);

-- Which gateway delivers to a peer; free when it has run out.
create table ocpp.ocpi_outbox_leases (
    peer_id bigint primary key references ocpp.ocpi_peers on delete cascade,
    owner   uuid not null,
    until   timestamptz not null
);

-- Puts a message into the outbox of every peer (or only_peer) that has a receiver for the module; returns how many.
create function ocpp.ocpi_push(party bigint, module text, object_key text, method text, path text, body text, only_peer bigint default null)
returns integer language sql as $$
    with queued as (
        insert into ocpp.ocpi_outbox (partner_operation_id, peer_id, module, object_key, method, path, body)
        select p.partner_operation_id, p.id, ocpi_push.module, ocpi_push.object_key, ocpi_push.method, ocpi_push.path, ocpi_push.body::json
        from ocpp.ocpi_peers p
        join ocpp.ocpi_peer_endpoints e on e.peer_id = p.id and e.module = ocpi_push.module and e.role = 'RECEIVER'
        where p.partner_operation_id = ocpi_push.party and p.push and (ocpi_push.only_peer is null or p.id = ocpi_push.only_peer)
        order by p.id
        returning peer_id),
    told as (select pg_notify('voltbench_ocpi_outbox', peer_id::text) from (select distinct peer_id from queued) q)
    select (select count(*) from queued)::integer from (select count(*) from told) t
$$;

-- ---- back end: transactions of the chargers of a CPO -----------------------------------------------------------------------------------------

-- What the built-in CSMS knows of a transaction at a charger of a CPO; all null or 0 for other chargers.
alter table ocpp.csms_transactions
    add column partner_operation_id    bigint,
    -- Whose token it is; null = nobody we know.
    add column peer_id                 bigint,
    -- WHITELIST, AUTH_REQUEST or COMMAND
    add column auth_method             text,
    add column authorization_reference text,
    -- The token as its peer told it, in the version of the CPO.
    add column token                   json,
    add column reservation_id          integer,
    -- 2.0.1: when the first token was told; a transaction may begin before.
    add column authorized_at           timestamptz,
    -- One more with every commit that changes the transaction or adds a sample; tells what is still to be projected.
    add column ocpi_version_no         bigint not null default 0,
    -- What the session was last made of, when, and until when nobody is to try again.
    add column ocpi_projected_no       bigint not null default 0,
    add column ocpi_projected_at       timestamptz,
    add column ocpi_parked_until       timestamptz,
    -- Where it is. The topology goes with its charger, which may be gone when the session is made.
    add column ocpi_evse_uid           text,
    add column ocpi_charger_id         text;
create function ocpp.place_transaction() returns trigger language plpgsql as $$
begin
    select t.evse_uid, t.charger_id into new.ocpi_evse_uid, new.ocpi_charger_id
    from ocpp.ocpi_ocpp_topologies t
    where t.partner_operation_id = new.partner_operation_id and t.identity = new.identity and t.evse_uid is not null
      and case when new.ocpp_version = 'OCPP1.6' then t.connector_id = new.connector_id
               -- A charger with one EVSE needs no number.
               else t.evse_id = new.evse_id or (new.evse_id is null and 1 = (
                   select count(*) from ocpp.ocpi_ocpp_topologies u where u.charger_id = t.charger_id and u.evse_uid is not null)) end
    order by t.id desc limit 1;
    return new;
end
$$;
create trigger csms_transactions_placed before insert or update on ocpp.csms_transactions for each row
    when (new.partner_operation_id is not null and new.ocpi_evse_uid is null) execute function ocpp.place_transaction();
create index csms_transactions_party on ocpp.csms_transactions (partner_operation_id, id) where partner_operation_id is not null;
-- By shard: one gateway at a time makes the sessions of a shard.
create index csms_transactions_unprojected on ocpp.csms_transactions ((id & 3))
    where partner_operation_id is not null and ocpi_version_no > ocpi_projected_no;

-- What a charger of a CPO reported in a transaction, one row per instant.
create table ocpp.csms_samples (
    transaction_id integer not null references ocpp.csms_transactions on delete cascade,
    at             timestamptz not null,
    register_wh    double precision,
    power_w        double precision,
    current_a      double precision,
    -- In the words of 2.0.1: Charging, EVConnected, SuspendedEV, SuspendedEVSE, Idle.
    charging_state text,
    primary key (transaction_id, at)
);
create index csms_samples_states on ocpp.csms_samples (transaction_id, at) where charging_state is not null;

-- Numbers that the built-in CSMS gives: remote starts of 2.0.1, reservations, charging profiles.
create sequence ocpp.csms_numbers as integer;

-- Questions of one node to stations that are connected to another.
create unlogged table ocpp.csms_calls (
    id              uuid primary key,
    organization_id uuid not null,
    identity        text not null,
    operation       json not null,
    claimed         boolean not null default false,
    outcome         json,
    created_at      timestamptz not null default now()
);

-- What a command of a peer allows: one transaction at a station under a token that nobody needs to know otherwise.
create table ocpp.csms_grants (
    -- The remoteStartId of 2.0.1.
    id                      integer primary key default nextval('ocpp.csms_numbers'),
    organization_id         uuid not null,
    identity                text not null,
    partner_operation_id    bigint not null references ocpp.partner_operations on delete cascade,
    peer_id                 bigint not null references ocpp.ocpi_peers on delete cascade,
    -- As the station shows it.
    id_token                text not null,
    evse_id                 integer,
    connector_id            integer,
    token                   json not null,
    authorization_reference text,
    reservation_id          integer,
    -- The transaction that used it.
    transaction_id          integer references ocpp.csms_transactions on delete cascade,
    expires_at              timestamptz not null,
    created_at              timestamptz not null default now()
);
create index csms_grants_station on ocpp.csms_grants (organization_id, identity);

create table ocpp.csms_reservations (
    -- The reservationId of OCPP.
    id                   integer primary key default nextval('ocpp.csms_numbers'),
    organization_id      uuid not null,
    identity             text not null,
    partner_operation_id bigint references ocpp.partner_operations on delete cascade,
    peer_id              bigint references ocpp.ocpi_peers on delete cascade,
    -- The peer's name of it.
    ocpi_reservation_id  text,
    -- Where the peer hears that it is gone.
    response_url         text,
    evse_id              integer,
    connector_id         integer,
    id_token             text not null,
    status               text not null check (status in ('PENDING', 'ACTIVE', 'USED', 'EXPIRED', 'CANCELLED', 'REFUSED')),
    expires_at           timestamptz not null,
    created_at           timestamptz not null default now()
);
create index csms_reservations_station on ocpp.csms_reservations (organization_id, identity);
create unique index csms_reservations_ocpi on ocpp.csms_reservations (partner_operation_id, peer_id, ocpi_reservation_id);

-- ---- commands --------------------------------------------------------------------------------------------------------------------------------

-- A command, or a request about charging profiles, of a peer that was accepted: PENDING until it goes to the station, SENT until it answers,
-- ANSWERED until the peer has the result. What is SENT is never sent again; a node that died there leaves it to its expiry.
create table ocpp.ocpi_commands (
    id                   uuid primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    command              text not null,
    -- What is to be done, in the words of no version.
    body                 json not null,
    response_url         text not null,
    correlation_id       text,
    session_id           text,
    charger_id           text,
    evse_uid             text,
    status               text not null default 'PENDING' check (status in ('PENDING', 'SENT', 'ANSWERED', 'DONE')),
    result               text,
    -- What is posted to the response URL.
    answer               json,
    attempts             integer not null default 0,
    next_attempt_at      timestamptz not null default now(),
    -- Why the last post failed.
    last_error           text,
    created_at           timestamptz not null default now(),
    expires_at           timestamptz not null,
    done_at              timestamptz
);
create index ocpi_commands_open on ocpp.ocpi_commands (peer_id, next_attempt_at) where status <> 'DONE';
create index ocpi_commands_done on ocpp.ocpi_commands (done_at) where status = 'DONE';
create index ocpi_commands_session on ocpp.ocpi_commands (partner_operation_id, session_id, created_at) where session_id is not null;

-- The charging profile that a peer set for a transaction: one number, which every later one replaces.
create table ocpp.csms_profiles (
    id             integer primary key default nextval('ocpp.csms_numbers'),
    transaction_id integer not null unique references ocpp.csms_transactions on delete cascade,
    peer_id        bigint not null references ocpp.ocpi_peers on delete cascade,
    -- The station took it at least once: from then on the peer hears of changes.
    accepted       boolean not null default false,
    -- The station has it now.
    active         boolean not null default false
);

-- ---- what went over the wire -----------------------------------------------------------------------------------------------------------------

create table ocpp.ocpi_messages (
    id                   bigint generated always as identity primary key,
    partner_operation_id bigint not null,
    peer_id              bigint,
    -- in: a peer called us; out: we called it.
    direction            text not null check (direction in ('in', 'out')),
    at                   timestamptz not null,
    method               text not null,
    url                  text not null,
    module               text,
    request_id           text,
    correlation_id       text,
    request              text,
    http_status          integer,
    status_code          integer,
    response             text,
    milliseconds         double precision
);
create index ocpi_messages_party on ocpp.ocpi_messages (partner_operation_id, id);

-- ---- what a simulated eMSP holds -------------------------------------------------------------------------------------------------------------

create table ocpp.ocpi_received (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    module               text not null,
    country_code         text not null,
    party_id             text not null,
    id                   text not null,
    body                 json not null,
    last_updated         timestamptz,
    received_at          timestamptz not null default now(),
    -- How often it was received, pushed or pulled.
    times                integer not null default 1,
    primary key (partner_operation_id, peer_id, module, country_code, party_id, id)
);

-- Its own tokens, and what it answers when a CPO asks for one in real time.
create table ocpp.ocpi_emsp_tokens (
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    uid                  text not null,
    type                 text not null,
    allowed              text not null default 'ALLOWED' check (allowed in ('ALLOWED', 'BLOCKED', 'EXPIRED', 'NO_CREDIT', 'NOT_ALLOWED')),
    body                 json not null,
    last_updated         timestamptz not null,
    primary key (partner_operation_id, uid, type)
);
create index ocpi_emsp_tokens_updated on ocpp.ocpi_emsp_tokens (partner_operation_id, last_updated);

-- Commands and charging profiles it sent: the answer at once, and the result that came later.
create table ocpp.ocpi_emsp_commands (
    id                   uuid primary key,
    partner_operation_id bigint not null references ocpp.partner_operations on delete cascade,
    peer_id              bigint not null references ocpp.ocpi_peers on delete cascade,
    command              text not null,
    body                 json not null,
    response             json,
    error                text,
    result               json,
    created_at           timestamptz not null default now(),
    done_at              timestamptz
);
create index ocpi_emsp_commands_page on ocpp.ocpi_emsp_commands (partner_operation_id, created_at);
