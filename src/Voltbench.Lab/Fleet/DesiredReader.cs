using Npgsql;
using NpgsqlTypes;

namespace Voltbench.Lab.Fleet;

/// <summary>Reads what should run. Rows of PENDING and FAILED chargers are not there yet, or never will be.</summary>
internal sealed class DesiredReader(NpgsqlDataSource database)
{
    private const string State =
        "select key, shard, desired, generation, restart_serial, status = 'PROVISIONING' from ocpp.chargers where (status in ('PROVISIONING', 'READY') or desired = 'deleted') and shard = any($1) and ";

    private const string Row =
        """
        select key, shard, desired, generation, restart_serial, status = 'PROVISIONING', id, identity, brand_slug, model_slug, connector_type,
               ocpp_version, ws_url, basic_user, authorization_key, security_profile, behavior::text, seed
        from ocpp.chargers where key = any($1)
        """;

    /// <summary>All chargers of these shards.</summary>
    public Task<List<DesiredState>> OfShardsAsync(IEnumerable<int> shards, CancellationToken ct) => StatesAsync(State + "true", shards, null, ct);

    /// <summary>These chargers, as far as they lie in these shards.</summary>
    public Task<List<DesiredState>> OfKeysAsync(IEnumerable<int> shards, IEnumerable<long> keys, CancellationToken ct) =>
        StatesAsync(State + "key = any($2)", shards, new NpgsqlParameter<long[]> { TypedValue = keys.ToArray() }, ct);

    /// <summary>The chargers of these locations, as far as they lie in these shards.</summary>
    public Task<List<DesiredState>> OfLocationsAsync(IEnumerable<int> shards, IEnumerable<Guid> locations, CancellationToken ct) =>
        StatesAsync(State + "location_id = any($2)", shards, new NpgsqlParameter<Guid[]> { TypedValue = locations.ToArray() }, ct);

    /// <summary>The chargers that these jobs still wait for, as far as they lie in these shards.</summary>
    public Task<List<DesiredState>> OfJobsAsync(IEnumerable<int> shards, IEnumerable<Guid> jobs, CancellationToken ct) =>
        StatesAsync(State + "job_id = any($2) and status = 'PROVISIONING'", shards, new NpgsqlParameter<Guid[]> { TypedValue = jobs.ToArray() }, ct);

    /// <summary>The whole rows.</summary>
    public async Task<List<DesiredCharger>> RowsAsync(IEnumerable<long> keys, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Row);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<DesiredCharger>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new DesiredCharger
            {
                State = ReadState(reader),
                Id = reader.GetString(6),
                Identity = reader.GetString(7),
                BrandSlug = reader.GetString(8),
                ModelSlug = reader.GetString(9),
                ConnectorType = reader.GetString(10),
                OcppVersion = reader.GetString(11),
                WsUrl = reader.GetString(12),
                BasicUser = reader.IsDBNull(13) ? null : reader.GetString(13),
                AuthorizationKey = reader.IsDBNull(14) ? null : reader.GetString(14),
                SecurityProfile = reader.GetInt16(15),
                Behavior = reader.GetString(16),
                Seed = reader.GetInt64(17),
            });
        }

        return rows;
    }

    private async Task<List<DesiredState>> StatesAsync(string sql, IEnumerable<int> shards, NpgsqlParameter? argument, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql + " order by key");
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint,
            Value = shards.Select(s => (short)s).ToArray(),
        });
        if (argument is not null)
            command.Parameters.Add(argument);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var states = new List<DesiredState>();
        while (await reader.ReadAsync(ct))
            states.Add(ReadState(reader));
        return states;
    }

    private static DesiredState ReadState(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt16(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetBoolean(5));
}
