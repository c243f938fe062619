using Npgsql;
using NpgsqlTypes;

namespace Voltbench.Lab.Tests;

/// <summary>Rows of chargers as provisioning leaves them.</summary>
internal static class LabRows
{
    public static readonly Guid Organization = Guid.Parse("6f4f4d4e-0000-4000-8000-000000000001");
    public static readonly Guid Location = Guid.Parse("6f4f4d4e-0000-4000-8000-000000000002");

    /// <summary>Inserts chargers that should run and are not placed yet; their keys, ascending.</summary>
    public static async Task<long[]> AddChargersAsync(NpgsqlDataSource database, int count, string wsUrl = "ws://127.0.0.1:9/ocpp")
    {
        await using var command = database.CreateCommand(
            """
            with l as (
                insert into ocpp.locations (id, organization_id, slug, name) values ($2, $1, 'l', 'L') on conflict do nothing)
            insert into ocpp.chargers (id, organization_id, location_id, identity, brand_slug, model_slug, connector_type, ocpp_version, ws_url, seed, shard,
                status, workflow_run_id)
            select 'dep-' || g, $1, $2, 'CP' || g, 'wallbox', 'wallbox-pulsar-plus', 'Type2', 'OCPP1.6', $4, g, (g * 37) % 256, 'PROVISIONING', 'wfr_' || g
            from generate_series((select count(*) from ocpp.chargers) + 1, (select count(*) from ocpp.chargers) + $3) g
            returning key
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Organization });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Location });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        command.Parameters.Add(new NpgsqlParameter { Value = wsUrl, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<long>();
        while (await reader.ReadAsync())
            keys.Add(reader.GetInt64(0));
        keys.Sort();
        return [.. keys];
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
