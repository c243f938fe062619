using Npgsql;
using NpgsqlTypes;
using Voltbench.Simulation;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// The net effect of many commits, applied in order, as array statements: outbox rows to delete, outbox rows to insert, states and
/// documents to upsert, documents to delete. Applying it twice gives the same rows, so that a group whose fate is unknown may simply be tried again.
/// </summary>
internal sealed class CommitGroup
{
    private readonly Dictionary<(long Charger, long Sequence), OutboxMessage?> _outbox = [];
    private readonly Dictionary<long, ChargerCommit> _states = [];
    private readonly Dictionary<(long Charger, string Name), ReadOnlyMemory<byte>> _documents = [];

    public void Add(ChargerCommit commit)
    {
        foreach (var message in commit.Added)
            _outbox[(commit.ChargerKey, message.Sequence)] = message;
        foreach (var sequence in commit.Removed)
            _outbox[(commit.ChargerKey, sequence)] = null;
        foreach (var document in commit.Documents)
            _documents[(commit.ChargerKey, document.Name)] = document.Content;
        if (!commit.State.IsEmpty)
            _states[commit.ChargerKey] = commit;
    }

    /// <summary>One round trip; the statements are one transaction.</summary>
    public async Task ExecuteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddDeletes(batch);
        AddInserts(batch);
        AddStates(batch);
        AddDocuments(batch);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
    }

    private void AddDeletes(NpgsqlBatch batch)
    {
        var gone = _outbox.Where(o => o.Value is null).Select(o => o.Key).ToArray();
        if (gone.Length == 0)
            return;

        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            delete from ocpp.charger_outbox o using unnest($1::bigint[], $2::bigint[]) as u (charger_key, sequence)
            where o.charger_key = u.charger_key and o.sequence = u.sequence
            """)
        {
            Parameters = { Longs(gone.Select(g => g.Charger)), Longs(gone.Select(g => g.Sequence)) },
        });
    }

    // The joins leave out chargers that were deleted meanwhile: their memory went with them.
    private void AddInserts(NpgsqlBatch batch)
    {
        var kept = _outbox.Where(o => o.Value is not null).Select(o => (o.Key.Charger, Message: o.Value!)).ToArray();
        if (kept.Length == 0)
            return;

        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into ocpp.charger_outbox (charger_key, sequence, message_id, action, payload, transaction, created_at)
            select c.key, u.sequence, u.message_id, u.action, u.payload, u.transaction, u.created_at
            from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[])
                 as u (charger_key, sequence, message_id, action, payload, transaction, created_at)
            join ocpp.chargers c on c.key = u.charger_key
            on conflict (charger_key, sequence) do update set
                message_id = excluded.message_id, action = excluded.action, payload = excluded.payload,
                transaction = excluded.transaction, created_at = excluded.created_at
            """)
        {
            Parameters =
            {
                Longs(kept.Select(k => k.Charger)),
                Longs(kept.Select(k => k.Message.Sequence)),
                Texts(kept.Select(k => k.Message.MessageId)),
                Texts(kept.Select(k => k.Message.Action)),
                Bytes(kept.Select(k => k.Message.Payload)),
                Texts(kept.Select(k => k.Message.Transaction)),
                new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                    Value = kept.Select(k => k.Message.CreatedAt.UtcDateTime).ToArray(),
                },
            },
        });
    }

    private void AddStates(NpgsqlBatch batch)
    {
        if (_states.Count == 0)
            return;

        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into ocpp.charger_state as s (charger_key, sequence, state)
            select c.key, u.sequence, u.state
            from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as u (charger_key, sequence, state)
            join ocpp.chargers c on c.key = u.charger_key
            on conflict (charger_key) do update set sequence = excluded.sequence, state = excluded.state
            where s.sequence <= excluded.sequence
            """)
        {
            Parameters =
            {
                Longs(_states.Keys),
                Longs(_states.Values.Select(s => s.Sequence)),
                Bytes(_states.Values.Select(s => s.State)),
            },
        });
    }

    private void AddDocuments(NpgsqlBatch batch)
    {
        var kept = _documents.Where(d => !d.Value.IsEmpty).ToArray();
        if (kept.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                insert into ocpp.charger_documents (charger_key, name, content)
                select c.key, u.name, u.content
                from unnest($1::bigint[], $2::text[], $3::bytea[]) as u (charger_key, name, content)
                join ocpp.chargers c on c.key = u.charger_key
                on conflict (charger_key, name) do update set content = excluded.content
                """)
            {
                Parameters = { Longs(kept.Select(k => k.Key.Charger)), Texts(kept.Select(k => k.Key.Name)), Bytes(kept.Select(k => k.Value)) },
            });
        }

        var gone = _documents.Where(d => d.Value.IsEmpty).Select(d => d.Key).ToArray();
        if (gone.Length == 0)
            return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            delete from ocpp.charger_documents d using unnest($1::bigint[], $2::text[]) as u (charger_key, name)
            where d.charger_key = u.charger_key and d.name = u.name
            """)
        {
            Parameters = { Longs(gone.Select(g => g.Charger)), Texts(gone.Select(g => g.Name)) },
        });
    }

    private static NpgsqlParameter Longs(IEnumerable<long> values) => new NpgsqlParameter<long[]> { TypedValue = values.ToArray() };

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new NpgsqlParameter<string[]> { TypedValue = values.ToArray() };

    private static NpgsqlParameter Bytes(IEnumerable<ReadOnlyMemory<byte>> values) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        Value = values.Select(v => v.ToArray()).ToArray(),
    };
}
