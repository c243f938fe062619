using System.Text.Json;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sessions;

/// <summary>Meters and clocks that are not as one would wish.</summary>
public sealed class MeterTests(PostgresFixture postgres)
{
    public static TheoryData<string, double?, double?, double[], decimal, string?> Meters => new()
    {
        { "no samples", 1000, 3000, [], 2, null },
        { "no energy", 1000, 1000, [1000, 1000], 0, null },
        { "finer than the stop", 1000, 2000, [1500.4, 2000.9], 1, null },
        { "finer than the start", 1000, 2000, [999.6, 1500], 1, null },
        { "falls and comes back", 1000, 2000, [1500, 900, 1600], 1, null },
        { "back below the start", 1000, 400, [1200, 100, 300], 0.2m, "The meter went back from 1000 Wh to 400 Wh." },
        { "back without a sample", 1000, 400, [], 0, "The meter went back from 1000 Wh to 400 Wh." },
        { "no start", null, 3000, [1000, 2000], 2, null },
        { "no stop", 1000, null, [1500, 2500], 1.5m, null },
        { "nothing at all", null, null, [], 0, null },
        { "no number", 1000, double.NaN, [2000], 1, null },
    };

    [Theory]
    [MemberData(nameof(Meters))]
    public async Task Energy_is_what_the_meter_says(string what, double? start, double? stop, double[] samples, decimal kwh, string? remark)
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync(start);
        await rig.SampleAsync(transaction, [.. samples.Select((wh, i) => (10.0 * (i + 1), (double?)wh, (string?)null))]);
        await rig.StopAsync(transaction, 60, stop);
        await rig.ProjectAsync();

        var cdr = await rig.CdrAsync(transaction);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(kwh, what);
        cdr.GetProperty("charging_periods").EnumerateArray().Sum(Energy).ShouldBe(kwh, what);
        cdr.GetProperty("total_time").GetDecimal().ShouldBe(1, what);
        (await rig.SessionAsync(transaction)).GetProperty("kwh").GetDecimal().ShouldBe(kwh, what);
        (cdr.TryGetProperty("remark", out var told) ? told.GetString() : null).ShouldBe(remark, what);
    }

    [Fact]
    public async Task A_stop_before_the_start_ends_where_it_began()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync();
        await rig.SampleAsync(transaction, (-30, 1200, null), (5, 1300, null));
        await rig.StopAsync(transaction, -60, 3000, "PowerLoss");
        await rig.ProjectAsync();

        var cdr = await rig.CdrAsync(transaction);
        cdr.GetProperty("start_date_time").GetString().ShouldBe("2026-03-02T10:00:00Z");
        cdr.GetProperty("end_date_time").GetString().ShouldBe("2026-03-02T10:00:00Z");
        cdr.GetProperty("total_time").GetDecimal().ShouldBe(0);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(2);
        cdr.GetProperty("remark").GetString().ShouldBe("Stopped by the charger: PowerLoss.");
    }

    [Fact]
    public async Task A_long_session_is_read_in_part_while_it_runs_and_whole_at_its_end()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync(0);

        // A reading every 20 s for four hours, 3 Wh each; the car pauses from 1:00 to 1:30.
        await rig.ExecuteAsync(
            """
            insert into ocpp.csms_samples (transaction_id, at, register_wh)
            select @transaction, @t0 + i * interval '20 s', 3 * (least(i, 180) + greatest(i - 270, 0)) from generate_series(1, 720) i;
            insert into ocpp.csms_samples (transaction_id, at, charging_state)
            values (@transaction, @t0 + interval '1 h 1 s', 'SuspendedEV'), (@transaction, @t0 + interval '90 min 1 s', 'Charging');
            update ocpp.csms_transactions set ocpi_version_no = 723 where id = @transaction
            """,
            new { transaction, t0 = SessionRig.T0 });
        await rig.ProjectAsync();
        var running = await rig.SessionAsync(transaction);
        running.GetProperty("kwh").GetDecimal().ShouldBe(1.89m);
        var told = running.GetProperty("charging_periods").EnumerateArray().ToArray();
        told.Length.ShouldBe(25); // 23 instants before 4:00 and two changes of the car, without the last

        await rig.SampleAsync(transaction, (241, 1899, null));
        rig.Wait();
        await rig.ProjectAsync();
        var patch = (await rig.SentAsync("sessions"))[^1];
        patch.Method.ShouldBe("PATCH");
        patch.Body.GetProperty("charging_periods").GetArrayLength().ShouldBe(1);

        await rig.StopAsync(transaction, 242, 1900);
        await rig.ProjectAsync();
        var cdr = await rig.CdrAsync(transaction);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(1.9m);
        cdr.GetProperty("total_parking_time").GetDecimal().ShouldBe(0.5m);
        cdr.GetProperty("charging_periods").GetArrayLength().ShouldBe(3);
    }

    private static decimal Energy(JsonElement period) =>
        period.GetProperty("dimensions").EnumerateArray().Where(d => d.GetProperty("type").GetString() == "ENERGY").Sum(d => d.GetProperty("volume").GetDecimal());
}
