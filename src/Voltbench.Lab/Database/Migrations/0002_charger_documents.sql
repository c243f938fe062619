-- What a charger keeps apart from its state, because it changes seldom and may be long: configuration, lists, profiles, certificates.
create table ocpp.charger_documents (
    charger_key bigint not null references ocpp.chargers on delete cascade,
    name        text not null,
    content     bytea not null,
    primary key (charger_key, name)
);
