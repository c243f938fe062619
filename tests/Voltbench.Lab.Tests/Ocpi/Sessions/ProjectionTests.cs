using System.Text.Json;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sessions;

/// <summary>Transactions become sessions and CDRs, in both versions of OCPI and from both versions of OCPP.</summary>
public sealed class ProjectionTests(PostgresFixture postgres)
{
    public static TheoryData<OcpiVersion, string> Pairs => new()
    {
        { OcpiVersion.V211, SessionRig.Station16 },
        { OcpiVersion.V211, SessionRig.Station201 },
        { OcpiVersion.V221, SessionRig.Station16 },
        { OcpiVersion.V221, SessionRig.Station201 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_session_begins_goes_on_and_ends_with_its_CDR(OcpiVersion version, string station)
    {
        await using var rig = await SessionRig.CreateAsync(postgres, version, SessionTariffs.Full(version));
        var transaction = await rig.StartAsync(1000, station);
        (await rig.ProjectAsync()).ShouldBe(1);
        var begun = await rig.SessionAsync(transaction);
        begun.GetProperty("status").GetString().ShouldBe("ACTIVE");
        begun.GetProperty("kwh").GetDecimal().ShouldBe(0);
        begun.TryGetProperty("charging_periods", out _).ShouldBeFalse();

        await rig.SampleAsync(transaction, (1, 1100, "Charging"), (2, 1200, null));
        rig.Wait();
        (await rig.ProjectAsync()).ShouldBe(1);
        (await rig.SessionAsync(transaction)).GetProperty("kwh").GetDecimal().ShouldBe(0.2m);

        await rig.SampleAsync(transaction, (30, 4000, "SuspendedEV"), (60, 4000, null));
        await rig.StopAsync(transaction, 60, 4000);
        (await rig.ProjectAsync()).ShouldBe(1); // an end does not wait
        (await rig.ProjectAsync()).ShouldBe(0);

        var session = await rig.SessionAsync(transaction);
        var cdr = await rig.CdrAsync(transaction);
        session.GetProperty("status").GetString().ShouldBe("COMPLETED");
        session.GetProperty("kwh").GetDecimal().ShouldBe(3);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(3);
        cdr.GetProperty("total_time").GetDecimal().ShouldBe(1);
        cdr.GetProperty("total_parking_time").GetDecimal().ShouldBe(0.5m);

        // 1.00 + 3 kWh * 0.25 + 0.5 h * 6
        Net(cdr, "total_cost").ShouldBe(4.75m);
        Net(session, "total_cost").ShouldBe(4.75m);
        var sent = await rig.SentAsync("sessions");
        sent.Select(m => m.Method).ShouldBe(["PUT", "PATCH", "PUT"]);
        sent.ShouldAllBe(m => m.Path == $"NL/TST/{session.GetProperty("id").GetString()}");
        sent[2].Body.ToString().ShouldBe(session.ToString());
        var billed = (await rig.SentAsync("cdrs")).ShouldHaveSingleItem();
        (billed.Method, billed.Path, billed.Body.ToString()).ShouldBe(("POST", "", cdr.ToString()));
        cdr.GetProperty("id").GetString()!.Length.ShouldBe(36);
        Check(version, session, cdr);
    }

    [Fact]
    public async Task The_same_transaction_is_one_session_and_one_CDR_however_often_it_is_projected()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync();
        await rig.SampleAsync(transaction, (10, 2000, null));
        await rig.StopAsync(transaction, 20, 3000);
        for (var i = 0; i < 3; i++)
        {
            await rig.ProjectAsync();
            await rig.ExecuteAsync("update ocpp.csms_transactions set ocpi_projected_no = 0, ocpi_projected_at = null where id = @transaction", new { transaction });
        }

        (await rig.CountAsync("ocpi_sessions")).ShouldBe(1);
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(1);
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_after_the_end_changes_nothing()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync();
        await rig.StopAsync(transaction, 20, 3000);
        await rig.ProjectAsync();
        var (session, cdr) = (await rig.SessionAsync(transaction), await rig.CdrAsync(transaction));

        await rig.SampleAsync(transaction, (15, 2500, "SuspendedEV"), (25, 9000, null));
        (await rig.ProjectAsync()).ShouldBe(1);

        (await rig.SessionAsync(transaction)).ToString().ShouldBe(session.ToString());
        (await rig.CdrAsync(transaction)).ToString().ShouldBe(cdr.ToString());
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(2);
        (await rig.ProjectAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_session_ends_with_its_last_reading_when_its_charger_is_gone_without_a_word(OcpiVersion version, string station)
    {
        await using var rig = await SessionRig.CreateAsync(postgres, version);
        var began = rig.Now.AddMinutes(-30);
        var transaction = await rig.StartAsync(1000, station, at: began);
        await rig.ExecuteAsync("insert into ocpp.csms_samples (transaction_id, at, register_wh) values (@transaction, @at, 1500)", new { transaction, at = began.AddMinutes(10) });
        await rig.ProjectAsync();
        await rig.RemoveAsync(station == SessionRig.Station16 ? "E16" : "E201", began.AddMinutes(30));
        (await rig.Step.EndOrphansAsync(CancellationToken.None)).ShouldBe(0); // its own end may still be on the way

        rig.Wait();
        rig.Wait();
        (await rig.Step.EndOrphansAsync(CancellationToken.None)).ShouldBe(1);
        (await rig.Step.EndOrphansAsync(CancellationToken.None)).ShouldBe(0);
        await rig.ProjectAsync();
        await rig.StopAsync(transaction, 90, 9000); // too late

        await rig.ProjectAsync();
        (await rig.SessionAsync(transaction)).GetProperty("status").GetString().ShouldBe("COMPLETED");
        var cdr = await rig.CdrAsync(transaction);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(0.5m);
        cdr.GetProperty("total_time").GetDecimal().ShouldBe(0.5m);
        Net(cdr, "total_cost").ShouldBe(0.15m);
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_one_gateway_at_a_time_takes_a_shard()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        for (var i = 0; i < 40; i++)
            await rig.StopAsync(await rig.StartAsync(), 5, 1500);
        var steps = Enumerable.Range(0, 4).Select(_ => rig.AnotherStep()).ToArray();
        while (await rig.ScalarAsync<long>("select count(*) from ocpp.csms_transactions where ocpi_projected_no < ocpi_version_no", new { }) > 0)
            await Task.WhenAll(steps.Select(s => rig.ProjectAsync(s)));

        (await rig.CountAsync("ocpi_sessions")).ShouldBe(40);
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(40);
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(80);
    }

    [Fact]
    public async Task A_running_session_changes_only_every_few_seconds_and_loses_nothing()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync();
        await rig.ProjectAsync();
        await rig.SampleAsync(transaction, (1, 1100, null), (2, 1200, null));
        (await rig.ProjectAsync()).ShouldBe(0);
        var (shards, next) = await rig.Step.WorkAsync(CancellationToken.None);
        shards.ShouldBeEmpty();
        next.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));

        rig.Wait();
        (await rig.ProjectAsync()).ShouldBe(1);
        (await rig.SessionAsync(transaction)).GetProperty("kwh").GetDecimal().ShouldBe(0.2m);
        (await rig.SentAsync("sessions")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_place_is_the_one_of_the_start()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync();
        await rig.ExecuteAsync("delete from ocpp.ocpi_ocpp_topologies", new { }); // the charger was deleted
        await rig.ProjectAsync();
        await rig.ExecuteAsync("update ocpp.ocpi221_locations set name = 'Elsewhere'; update ocpp.ocpi_tariffs set body = '{}'", new { });
        await rig.StopAsync(transaction, 20, 3000);
        await rig.ProjectAsync();

        var cdr = await rig.CdrAsync(transaction);
        cdr.GetProperty("cdr_location").GetProperty("name").GetString().ShouldBe("La Defense");
        cdr.GetProperty("tariffs")[0].GetProperty("id").GetString().ShouldBe("T1");
        Net(cdr, "total_cost").ShouldBe(0.6m);
        cdr.GetProperty("total_cost").GetProperty("incl_vat").GetDecimal().ShouldBe(0.72m);
    }

    [Fact]
    public async Task Nothing_is_made_for_a_CPO_that_is_gone()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var running = await rig.StartAsync();
        await rig.ProjectAsync();
        await rig.ExecuteAsync("update ocpp.partner_operations set deleted_at = now()", new { });
        await rig.StopAsync(running, 20, 3000);
        await rig.StartAsync();

        (await rig.ProjectAsync()).ShouldBe(2);
        (await rig.ProjectAsync()).ShouldBe(0);
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(0);
        (await rig.CountAsync("ocpi_sessions")).ShouldBe(1);
    }

    [Fact]
    public async Task A_connector_that_is_no_EVSE_holds_up_nobody()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        await rig.StartAsync(station: "UNKNOWN");
        await rig.StartAsync();
        (await rig.ProjectAsync()).ShouldBe(2);
        (await rig.CountAsync("ocpi_sessions")).ShouldBe(1);
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task A_driver_whom_no_peer_knows_has_a_session_that_nobody_is_sent(OcpiVersion version)
    {
        await using var rig = await SessionRig.CreateAsync(postgres, version);
        var transaction = await rig.StartAsync(idToken: "LOCAL-TAG", isKnown: false);
        await rig.StopAsync(transaction, 20, 3000);
        await rig.ProjectAsync();

        (await rig.SessionAsync(transaction)).GetProperty("status").GetString().ShouldBe("COMPLETED");
        var cdr = await rig.CdrAsync(transaction);
        if (version == OcpiVersion.V211)
            cdr.GetProperty("auth_id").GetString().ShouldBe("LOCAL-TAG");
        else
            cdr.GetProperty("cdr_token").ToString().ShouldBe("""{"country_code":"NL","party_id":"TST","uid":"LOCAL-TAG","type":"OTHER","contract_id":"LOCAL-TAG"}""");
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(0);
        Check(version, await rig.SessionAsync(transaction), cdr);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_billed()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync(isKnown: false);
        await rig.StopAsync(transaction, 0.1, 1001, "DeAuthorized");
        await rig.ProjectAsync();

        (await rig.SessionAsync(transaction)).GetProperty("status").GetString().ShouldBe("INVALID");
        (await rig.CountAsync("ocpi_cdrs")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cable_without_a_driver_is_pending_until_one_comes()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        var transaction = await rig.StartAsync(null, SessionRig.Station201, idToken: null);
        var abandoned = await rig.StartAsync(null, SessionRig.Station201, idToken: null);
        await rig.ProjectAsync();
        (await rig.SessionAsync(transaction)).GetProperty("status").GetString().ShouldBe("PENDING");
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(0);

        await rig.ExecuteAsync(
            "update ocpp.csms_transactions set id_token = 'TAG-1', authorized_at = started_at + interval '3 min', peer_id = @peer, auth_method = 'AUTH_REQUEST', ocpi_version_no = ocpi_version_no + 1 where id = @transaction",
            new { transaction, peer = rig.Peer });
        await rig.StopAsync(abandoned, 1, null);
        rig.Wait();
        await rig.ProjectAsync();

        var active = await rig.SessionAsync(transaction);
        active.GetProperty("status").GetString().ShouldBe("ACTIVE");
        active.GetProperty("start_date_time").GetString().ShouldBe("2026-03-02T10:03:00Z");
        (await rig.SessionAsync(abandoned)).GetProperty("status").GetString().ShouldBe("INVALID");
        var told = (await rig.SentAsync("sessions")).ShouldHaveSingleItem();
        told.Method.ShouldBe("PUT");
        told.Body.GetProperty("cdr_token").GetProperty("party_id").GetString().ShouldBe("MSP");
    }

    [Theory]
    [InlineData("COMMAND", "COMMAND", "AUTH_REQUEST")]
    [InlineData("AUTH_REQUEST", "AUTH_REQUEST", "AUTH_REQUEST")]
    [InlineData("WHITELIST", "WHITELIST", "WHITELIST")]
    public async Task The_way_of_authorization_is_told_in_the_words_of_the_version(string method, string in221, string in211)
    {
        await using var new221 = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        await using var old211 = await SessionRig.CreateAsync(postgres, OcpiVersion.V211);
        foreach (var (rig, expected) in new[] { (new221, in221), (old211, in211) })
        {
            var transaction = await rig.StartAsync(method: method);
            await rig.ProjectAsync();
            var session = await rig.SessionAsync(transaction);
            session.GetProperty("auth_method").GetString().ShouldBe(expected);
            session.TryGetProperty("authorization_reference", out var reference).ShouldBe(rig == new221);
            if (rig == new221)
                reference.GetString().ShouldBe("AUTH-7");
        }
    }

    [Fact]
    public async Task A_peer_that_takes_sessions_only_later_gets_the_whole_first()
    {
        await using var rig = await SessionRig.CreateAsync(postgres, OcpiVersion.V221);
        await rig.ExecuteAsync("delete from ocpp.ocpi_peer_endpoints", new { });
        var transaction = await rig.StartAsync();
        await rig.ProjectAsync();
        (await rig.CountAsync("ocpi_outbox")).ShouldBe(0);

        await rig.ExecuteAsync("insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url) values (@peer, 'sessions', 'RECEIVER', 'http://127.0.0.1:9/s')", new { peer = rig.Peer });
        foreach (var minutes in new[] { 1, 2 })
        {
            await rig.SampleAsync(transaction, (minutes, 1000 + (minutes * 100), null));
            rig.Wait();
            await rig.ProjectAsync();
        }

        (await rig.SentAsync("sessions")).Select(m => m.Method).ShouldBe(["PUT", "PATCH"]);
    }

    private static decimal Net(JsonElement json, string name)
    {
        var price = json.GetProperty(name);
        return price.ValueKind == JsonValueKind.Number ? price.GetDecimal() : price.GetProperty("excl_vat").GetDecimal();
    }

    private static void Check(OcpiVersion version, JsonElement session, JsonElement cdr)
    {
        string? fault;
        if (version == OcpiVersion.V211)
        {
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V211.Sessions.Session>(session, out _, out fault).ShouldBeTrue(fault);
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V211.Cdrs.Cdr>(cdr, out _, out fault).ShouldBeTrue(fault);
        }
        else
        {
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Sessions.Session>(session, out _, out fault).ShouldBeTrue(fault);
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Cdrs.Cdr>(cdr, out _, out fault).ShouldBeTrue(fault);
        }
    }
}
