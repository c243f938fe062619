using Npgsql;

namespace Voltbench.Lab.Chargers;

/// <summary>What a charger should do from now on.</summary>
/// <param name="Id">Id of the API.</param>
/// <param name="OcppVersion">Resource spelling.</param>
/// <param name="Running">True when it should run.</param>
public sealed record DesiredOutcome(string Id, string OcppVersion, bool Running);

/// <summary>Stores whether a charger should run. The row and the signal to its node commit together, so the wish survives anything after the answer.</summary>
public sealed class DesiredStates(NpgsqlDataSource database)
{
    public Task<DesiredOutcome?> StartAsync(Guid organizationId, string id, CancellationToken ct) => SetAsync("desired = 'running'", organizationId, id, ct);

    public Task<DesiredOutcome?> StopAsync(Guid organizationId, string id, CancellationToken ct) => SetAsync("desired = 'stopped'", organizationId, id, ct);

    /// <summary>Power off and on; a stopped charger is thereby switched on.</summary>
    public Task<DesiredOutcome?> RestartAsync(Guid organizationId, string id, CancellationToken ct) =>
        SetAsync("desired = 'running', restart_serial = restart_serial + 1", organizationId, id, ct);

    private async Task<DesiredOutcome?> SetAsync(string change, Guid organizationId, string id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            with changed as (
                update ocpp.chargers set {change} where organization_id = $1 and id = $2 and desired <> 'deleted'
                returning key, id, ocpp_version, desired)
            select id, ocpp_version, desired = 'running', pg_notify('voltbench_fleet', 'charger:' || key)::text from changed
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organizationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new DesiredOutcome(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)) : null;
    }
}
