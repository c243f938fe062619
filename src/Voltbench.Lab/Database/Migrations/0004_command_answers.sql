-- A command whose outcome somebody on another node waits for carries a question; its answer waits here until it is fetched.
alter table ocpp.fleet_commands add column question uuid;
create unlogged table ocpp.fleet_answers (
    question   uuid primary key,
    outcome    jsonb not null,
    created_at timestamptz not null default now()
);
create index fleet_answers_age on ocpp.fleet_answers (created_at);
