using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>The latest registers of running 1.6 transactions, written together every few seconds.</summary>
internal sealed class MeterCache
{
    // More than there can be running transactions: beyond it somebody makes numbers up.
    private const int Capacity = 100_000;

    private readonly Lock gate = new();
    private Dictionary<(StationId Station, int Number), double> latest = [];

    public void Put(StationId station, int number, double registerWh)
    {
        lock (gate)
        {
            if (latest.Count >= Capacity && !latest.ContainsKey((station, number)))
                CsmsStoreInstruments.MetersDropped.Add(1);
            else
                latest[(station, number)] = registerWh;
        }
    }

    public async Task FlushAsync(NpgsqlDataSource database)
    {
        KeyValuePair<(StationId Station, int Number), double>[] taken;
        lock (gate)
        {
            if (latest.Count == 0)
                return;
            taken = [.. latest];
            latest = [];
        }

        await using var command = database.CreateCommand(
            """
            update ocpp.csms_transactions t set meter_last_wh = i.meter
            from unnest($1::uuid[], $2::text[], $3::integer[], $4::double precision[]) as i (organization_id, identity, number, meter)
            where t.id = i.number and t.organization_id = i.organization_id and t.identity = i.identity and t.stopped_at is null
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(taken, m => m.Key.Station.OrganizationId) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(taken, m => m.Key.Station.Identity) });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(taken, m => m.Key.Number) });
        command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = Array.ConvertAll(taken, m => m.Value) });
        await command.ExecuteNonQueryAsync();
    }
}
