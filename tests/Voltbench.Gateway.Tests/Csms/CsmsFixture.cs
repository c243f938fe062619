using Npgsql;
using Voltbench.Testing;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>A gateway with chargers that are rows only: the stations of these tests are made of bytes.</summary>
public class CsmsFixture(PostgresFixture postgres) : GatewayFixture(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Csms:HeartbeatIntervalSeconds", "60"),
        new("Csms:CallTimeoutSeconds", "1"),
        new("Csms:Tokens:STOLEN", "Blocked"),
    ];

    public Uri Socket(string identity, Guid? organization = null) => new($"ws://{Address.Host}:{Address.Port}/csms/{organization ?? Organization}/{identity}");

    public Task<FakeStation> ConnectAsync(string identity, string subprotocol = "ocpp1.6") => FakeStation.ConnectAsync(Socket(identity), subprotocol);

    /// <summary>A charger row of <see cref="GatewayFixture.Organization"/>, stopped, so that the fleet leaves it alone.</summary>
    public async Task AddChargerAsync(string identity, string? key, string? user = null)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        await using var command = database.CreateCommand(
            """
            with place as (
                insert into ocpp.locations (id, organization_id, slug, name) values ($1, $2, $1::text, 'x') returning id
            )
            insert into ocpp.chargers (id, organization_id, location_id, identity, brand_slug, model_slug, connector_type, ocpp_version, ws_url,
                basic_user, authorization_key, seed, shard, status, workflow_run_id, desired)
            select 'dep-' || $1::text, $2, id, $3, 'wallbox', 'wallbox-pulsar-plus', 'Type2', 'OCPP1.6', 'ws://127.0.0.1:1', $4, $5, 1, 1, 'READY', 'wfr_1', 'stopped'
            from place
            """);
        command.Parameters.AddWithValue(Guid.NewGuid());
        command.Parameters.AddWithValue(Organization);
        command.Parameters.AddWithValue(identity);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)user ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)key ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }
}
