using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Catalog;

namespace Voltbench.Lab.Commands;

/// <summary>Finds the chargers that a command is for.</summary>
internal sealed class CommandRecipients(ChargerCatalog catalog)
{
    /// <summary>In order of creation; null when the organization has no such charger or location.</summary>
    public async Task<List<CommandRecipient>?> FindAsync(NpgsqlConnection connection, Guid organizationId, CommandTarget target, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select exists (select from ocpp.locations where organization_id = $1 and id = $2)")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = organizationId }, Uuid(target.LocationId) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select key, id, identity, ocpp_version, brand_slug, model_slug, shard, desired, status = 'READY'
            from ocpp.chargers
            where organization_id = $1
              and ($2::uuid is null or location_id = $2) and ($3::text is null or id = $3) and ($4::text[] is null or id = any($4))
            order by created_at, key
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organizationId },
                Uuid(target.LocationId),
                new NpgsqlParameter { Value = (object?)target.ChargerId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter { Value = (object?)target.ChargerIds?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        });

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var hasLocation = reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        var found = new List<CommandRecipient>();
        while (await reader.ReadAsync(ct))
            found.Add(Read(reader));
        return hasLocation || (target.LocationId is null && found.Count > 0) ? found : null;
    }

    private CommandRecipient Read(NpgsqlDataReader reader) => new(
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        catalog.FindModel(reader.GetString(4), reader.GetString(5))?.Connectors.Count ?? 0,
        new CommandAddress(reader.GetInt64(0), reader.GetInt16(6), reader.GetString(7), reader.GetBoolean(8)));

    private static NpgsqlParameter Uuid(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
