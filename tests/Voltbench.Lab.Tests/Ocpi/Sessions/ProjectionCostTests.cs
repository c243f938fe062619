using System.Diagnostics;
using Voltbench.Lab.Ocpi.Sessions;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sessions;

/// <summary>What running sessions cost: 5,000 of them with a reading every 10 s are 500 changes a second.</summary>
public sealed class ProjectionCostTests(PostgresFixture postgres, ITestOutputHelper output)
{
    [Theory]
    [InlineData(OcpiVersion.V221, 30, 2000)]
    [InlineData(OcpiVersion.V221, 2000, 200)]
    [InlineData(OcpiVersion.V211, 200, 500)]
    public async Task Many_running_sessions_are_taken_faster_than_they_change(OcpiVersion version, int readings, int sessions)
    {
        await using var rig = await SessionRig.CreateAsync(postgres, version, SessionTariffs.Full(version));
        await rig.ExecuteAsync(
            """
            insert into ocpp.csms_transactions (organization_id, identity, ocpp_version, reference, connector_id, id_token, meter_start_wh, started_at, partner_operation_id,
                peer_id, auth_method, token, ocpi_version_no)
            select gen_random_uuid(), 'CP-16', 'OCPP1.6', i::text, 1, 'TAG', 0, @t0, @party, @peer, 'WHITELIST',
                   '{"country_code":"DE","party_id":"MSP","uid":"TAG","type":"RFID","contract_id":"C","auth_id":"C","issuer":"M","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}', 1
            from generate_series(1, @sessions) i
            """,
            new { t0 = SessionRig.T0, party = rig.Party, peer = rig.Peer, sessions });
        await TimeAsync("begin", rig, sessions);
        await rig.ExecuteAsync(
            """
            insert into ocpp.csms_samples (transaction_id, at, register_wh, power_w)
            select t.id, @t0 + i * interval '10 s', i * 20, 7200 from ocpp.csms_transactions t, generate_series(1, @readings) i;
            update ocpp.csms_transactions set ocpi_version_no = ocpi_version_no + @readings;
            analyze ocpp.csms_samples; analyze ocpp.csms_transactions; analyze ocpp.ocpi_sessions
            """,
            new { t0 = SessionRig.T0, readings });
        await TimeAsync("catch up", rig, sessions);
        for (var round = 1; round <= 3; round++)
        {
            await rig.ExecuteAsync(
                """
                insert into ocpp.csms_samples (transaction_id, at, register_wh, power_w)
                select t.id, @t0 + (@readings + @round) * interval '10 s', (@readings + @round) * 20, 7200 from ocpp.csms_transactions t;
                update ocpp.csms_transactions set ocpi_version_no = ocpi_version_no + 1
                """,
                new { t0 = SessionRig.T0, readings, round });
            (await TimeAsync($"round {round}", rig, sessions)).ShouldBeGreaterThan(100, "500 are needed, on a machine that does nothing else");
        }

        await rig.ExecuteAsync(
            "update ocpp.csms_transactions set ocpi_version_no = ocpi_version_no + 1, stopped_at = @t0 + (@readings + 4) * interval '10 s', meter_stop_wh = (@readings + 4) * 20",
            new { t0 = SessionRig.T0, readings });
        await TimeAsync("end", rig, sessions);
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(sessions);
    }

    /// <summary>Sessions a second.</summary>
    private async Task<double> TimeAsync(string what, SessionRig rig, int sessions)
    {
        rig.Wait();
        var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        var taken = 0;
        while (await rig.ProjectAsync() is > 0 and var some)
            taken += some;
        var rate = taken / Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"{what}: {taken} in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms, {rate:F0}/s, {(GC.GetTotalAllocatedBytes() - allocated) / taken / 1024} KiB each, heap {GC.GetTotalMemory(forceFullCollection: false) >> 20} MiB");
        taken.ShouldBe(sessions);
        return rate;
    }
}
