using System.Text.Json;
using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>An object as it was told last.</summary>
/// <param name="Body">JSON.</param>
/// <param name="ReceivedAt">When it was told first.</param>
/// <param name="Times">How often it was told, pushed or pulled.</param>
public sealed record ReceivedObject(
    string Module, long PeerId, string CountryCode, string PartyId, string Id, string Body, DateTimeOffset? LastUpdated, DateTimeOffset ReceivedAt, int Times);

/// <summary>What the eMSPs were told, by push or by pull: the newest state of each object, and how often it came.</summary>
public sealed class ReceivedObjects(LabDatabase database)
{
    private const string Upsert =
        """
        insert into ocpp.ocpi_received as r (partner_operation_id, peer_id, module, country_code, party_id, id, body, last_updated)
        values (@EmspId, @PeerId, @Module, @CountryCode, @PartyId, @Id, @Body::json, @LastUpdated)
        on conflict (partner_operation_id, peer_id, module, country_code, party_id, id) do update set
            body = case when @Older or excluded.last_updated is null or r.last_updated is null or excluded.last_updated >= r.last_updated then excluded.body else r.body end,
            last_updated = case when @Older then excluded.last_updated else greatest(excluded.last_updated, r.last_updated) end,
            times = r.times + 1
        returning times = 1
        """;

    private const string Key =
        "partner_operation_id = @EmspId and peer_id = @PeerId and module = @Module and country_code = @CountryCode and party_id = @PartyId and lower(id) = lower(@Id)";

    /// <summary>Keeps an object as it was told; one that is older than what is known only counts.</summary>
    /// <returns>True when it is new.</returns>
    public async Task<bool> PutAsync(ObjectKey key, string body, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await PutAsync(connection, null, key.Normal, body, older: false, ct);
    }

    /// <summary>The JSON of an object; null when it was never told.</summary>
    public async Task<string?> FindAsync(ObjectKey key, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"select body::text from ocpp.ocpi_received where {Key}", key.Normal, cancellationToken: ct));
    }

    /// <summary>Changes one object while nobody else does: <paramref name="change"/> gets its JSON, null when there is none, and gives the next, null to leave it.</summary>
    public Task<T> ChangeAsync<T>(ObjectKey key, Func<string?, (string? Next, T Result)> change, CancellationToken ct) =>
        database.WriteAsync(
            async tx =>
            {
                var normal = key.Normal;
                // Also where there is no row yet: two first messages of one object must not both find nothing.
                await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    "select pg_advisory_xact_lock(hashtextextended(@Text, 0))",
                    new { Text = $"received {normal.PeerId} {normal.Module} {normal.CountryCode} {normal.PartyId} {normal.Id.ToUpperInvariant()}" },
                    tx,
                    cancellationToken: ct));
                var stored = await tx.Connection!.QuerySingleOrDefaultAsync<StoredRow>(new CommandDefinition(
                    $"select id, body::text as body from ocpp.ocpi_received where {Key}", normal, tx, cancellationToken: ct));
                var (next, result) = change(stored?.Body);
                if (next is not null)
                    await PutAsync(tx.Connection!, tx, stored is null ? normal : normal with { Id = stored.Id }, next, older: true, ct);
                return result;
            },
            ct);

    /// <returns>False when it was never told.</returns>
    public async Task<bool> DeleteAsync(ObjectKey key, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition($"delete from ocpp.ocpi_received where {Key}", key.Normal, cancellationToken: ct)) > 0;
    }

    /// <summary>One page in the order in which the objects came, and the number of all.</summary>
    /// <param name="module">Only of this module; null for all.</param>
    public async Task<(IReadOnlyList<ReceivedObject> Rows, long Total)> ListAsync(long emspId, string? module, long offset, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            """
            select count(*) from ocpp.ocpi_received where partner_operation_id = @emspId and (@module::text is null or module = @module);
            select module, peer_id, country_code, party_id, id, body::text as body, last_updated, received_at, times
            from ocpp.ocpi_received where partner_operation_id = @emspId and (@module::text is null or module = @module)
            order by received_at, module, id offset @offset limit @limit
            """,
            new { emspId, module, offset, limit },
            cancellationToken: ct));
        var total = await results.ReadSingleAsync<long>();
        return ((await results.ReadAsync<ReceivedObject>()).AsList(), total);
    }

    /// <summary>Objects of each module.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(long emspId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var counts = await connection.QueryAsync<(string Module, long Count)>(new CommandDefinition(
            "select module, count(*) from ocpp.ocpi_received where partner_operation_id = @emspId group by module order by module", new { emspId }, cancellationToken: ct));
        return counts.ToDictionary(static c => c.Module, static c => c.Count, StringComparer.Ordinal);
    }

    private static Task<bool> PutAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, ObjectKey key, string body, bool older, CancellationToken ct) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            Upsert,
            new { key.EmspId, key.PeerId, key.Module, key.CountryCode, key.PartyId, key.Id, Body = body, LastUpdated = LastUpdated(body), Older = older },
            transaction,
            cancellationToken: ct));

    private static DateTimeOffset? LastUpdated(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("last_updated", out var text) && text.ValueKind == JsonValueKind.String && OcpiDateTime.TryParse(text.GetString(), out var at)
            ? at
            : null;
    }

    private sealed record StoredRow
    {
        public string Id { get; init; } = "";

        public string Body { get; init; } = "";
    }
}
