using System.Globalization;
using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

public class SessionV16Tests
{
    private static Rig Booted(int meterInterval = 60, FleetOptions? options = null)
    {
        var rig = new Rig(OcppVersion.V16, options, s => s with { Behavior = s.Behavior with { MeterIntervalSeconds = meterInterval } }).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    [Fact]
    public void A_session_runs_from_plug_to_unplug()
    {
        var rig = Booted();
        var start = rig.Do(new StartSession("TAG-1", 1, SocPercent: 20));
        start.Status.ShouldBe(CommandStatus.Accepted);
        rig.Seen.Connector.Status.ShouldBe("Charging");
        rig.Seen.Connector.TransactionId.ShouldBe("101");
        rig.Run(185);
        rig.Do(new StopSession(1)).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(5);

        rig.Csms.Actions.ShouldBe([
            "StatusNotification", "Authorize", "StartTransaction", "StatusNotification",
            "MeterValues", "MeterValues", "MeterValues", "StopTransaction", "StatusNotification", "StatusNotification"]);
        rig.Csms.Of("StatusNotification").Select(s => s.Text("status")).ShouldBe(["Preparing", "Charging", "Finishing", "Available"]);

        var begin = rig.Csms.Of("StartTransaction").Single();
        begin.Text("idTag").ShouldBe("TAG-1");
        begin.Int("connectorId").ShouldBe(1);
        var stop = rig.Csms.Of("StopTransaction").Single();
        stop.Int("transactionId").ShouldBe(101);
        stop.Text("reason").ShouldBe("Local");
        rig.Csms.Of("MeterValues").ShouldAllBe(m => m.Int("transactionId") == 101);

        // 11.04 kW for 185 s.
        (stop.Int("meterStop") - begin.Int("meterStart")).ShouldBe((int)(11_040 * 185 / 3600.0));
        stop.Payload.GetProperty("transactionData").EnumerateArray()
            .Select(v => v.GetProperty("sampledValue")[0].GetProperty("context").GetString()).ShouldBe(["Transaction.Begin", "Transaction.End"]);
        rig.Store.Load(Rig.Key).Outbox.ShouldBeEmpty();
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.Seen.Connector.PowerW.ShouldBe(0);
    }

    [Fact]
    public void Every_sample_is_consistent_with_itself()
    {
        var rig = Booted(meterInterval: 10);
        rig.Do(new StartSession("TAG-1", 1, SocPercent: 70));
        rig.Do(new StartSession("TAG-2", 2, SocPercent: 60));
        rig.Run(TimeSpan.FromHours(2));

        var lastEnergy = new Dictionary<int, decimal>();
        var samples = rig.Csms.Of("MeterValues").ToList();
        samples.Count.ShouldBeGreaterThan(500);
        foreach (var call in samples)
        {
            var values = call.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray().ToList();
            var power = Single(values, "Power.Active.Import");
            var sum = All(values, "Voltage").Zip(All(values, "Current.Import"), (v, i) => v * i).Sum();
            power.ShouldBe(sum);
            var connector = call.Int("connectorId");
            power.ShouldBeLessThanOrEqualTo(connector == 1 ? 11_040 : 150_000);
            var energy = Single(values, "Energy.Active.Import.Register");
            energy.ShouldBeGreaterThanOrEqualTo(lastEnergy.GetValueOrDefault(connector));
            lastEnergy[connector] = energy;
            All(values, "SoC").Count().ShouldBe(connector == 1 ? 0 : 1);
        }
    }

    [Theory]
    [InlineData("Blocked")]
    [InlineData("Invalid")]
    [InlineData("Expired")]
    [InlineData("ConcurrentTx")]
    public void A_refused_tag_starts_nothing(string status)
    {
        var rig = Booted();
        rig.Csms.Script["Authorize"] = _ => $$$"""{"idTagInfo":{"status":"{{{status}}}"} }""";
        var outcome = rig.Do(new StartSession("BAD"));
        rig.Run(1);

        outcome.Status.ShouldBe(CommandStatus.Rejected);
        outcome.Detail!.ShouldContain(status);
        rig.Csms.Of("StatusNotification").Select(s => s.Text("status")).ShouldBe(["Preparing", "Available"]);
        rig.Csms.Of("StartTransaction").ShouldBeEmpty();
    }

    [Fact]
    public void A_tag_that_StartTransaction_refuses_is_stopped_as_DeAuthorized()
    {
        var rig = Booted();
        rig.Csms.Script["StartTransaction"] = _ => """{"transactionId":9,"idTagInfo":{"status":"ConcurrentTx"}}""";
        rig.Do(new StartSession("TAG"));
        rig.Run(5);

        var stop = rig.Csms.Of("StopTransaction").Single();
        stop.Text("reason").ShouldBe("DeAuthorized");
        stop.Int("transactionId").ShouldBe(9);
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Theory]
    [InlineData(600, null, 50, 600)] // time is first
    [InlineData(7200, 1.0, 50, 326.09)] // 1 kWh at 11.04 kW
    [InlineData(null, 5.0, 20, 1630.4)]
    public void The_first_limit_stops_the_session(int? seconds, double? kwh, double soc, double expected)
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG", 1, seconds is { } s ? TimeSpan.FromSeconds(s) : null, kwh, SocPercent: soc));
        rig.Run(expected - 1);
        rig.Csms.Of("StopTransaction").ShouldBeEmpty();
        rig.Run(2);
        var stop = rig.Csms.Of("StopTransaction").Single();
        stop.Text("reason").ShouldBe("Local");
        if (kwh is { } target && seconds is null or 7200)
            (stop.Int("meterStop") - rig.Csms.Of("StartTransaction").Single().Int("meterStart")).ShouldBe((int)(target * 1000));
    }

    [Fact]
    public void A_duration_without_end_is_no_limit()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG", 1, TimeSpan.MaxValue, 1e9)).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(120);
        rig.Seen.Connector.Status.ShouldBe("Charging");
    }

    [Fact]
    public void A_full_battery_stops_the_session()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG", 2, SocPercent: 90));
        rig.Run(TimeSpan.FromHours(3));

        var stop = rig.Csms.Of("StopTransaction").Single();
        var soc = stop.Payload.GetProperty("transactionData")[1].GetProperty("sampledValue").EnumerateArray().ToList();
        Single(soc, "SoC").ShouldBe(100.0m);
        rig.Seen.View.Connectors[1].Status.ShouldBe("Available");
    }

    [Theory]
    [InlineData(9, "TAG", "no connector 9")]
    [InlineData(0, "TAG", "no connector 0")]
    [InlineData(1, "", "1 to 20")]
    [InlineData(1, "123456789012345678901", "1 to 20")]
    public void An_impossible_start_is_rejected_with_a_reason(int connector, string tag, string reason)
    {
        var rig = Booted();
        var outcome = rig.Do(new StartSession(tag, connector));
        outcome.Status.ShouldBe(CommandStatus.Rejected);
        outcome.Detail!.ShouldContain(reason);
        rig.Csms.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_busy_connector_takes_no_second_session_and_an_idle_one_no_stop()
    {
        var rig = Booted();
        rig.Do(new StopSession()).Detail!.ShouldContain("No session");
        rig.Do(new StartSession("A"));
        rig.Do(new StartSession("B")).Detail!.ShouldContain("Charging");
    }

    [Fact]
    public void A_remote_start_plugs_in_and_a_remote_stop_ends_it()
    {
        var rig = Booted();
        var id = rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"REMOTE"}""");
        rig.Run(61);
        Status(rig.Csms.AnswerTo(id)).ShouldBe("Accepted");
        rig.Csms.Of("Authorize").ShouldBeEmpty();
        rig.Csms.Of("StartTransaction").Single().Text("idTag").ShouldBe("REMOTE");

        // Busy, unknown and the second connector.
        var busy = rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"X","connectorId":1}""");
        var unknown = rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"X","connectorId":3}""");
        var second = rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"X"}""");
        rig.Run(1);
        var full = rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"X"}""");
        rig.Run(1);
        Status(rig.Csms.AnswerTo(busy)).ShouldBe("Rejected");
        Status(rig.Csms.AnswerTo(unknown)).ShouldBe("Rejected");
        Status(rig.Csms.AnswerTo(second)).ShouldBe("Accepted");
        Status(rig.Csms.AnswerTo(full)).ShouldBe("Rejected");

        var wrong = rig.Csms.Ask("RemoteStopTransaction", """{"transactionId":77}""");
        var stop = rig.Csms.Ask("RemoteStopTransaction", """{"transactionId":101}""");
        rig.Run(5);
        Status(rig.Csms.AnswerTo(wrong)).ShouldBe("Rejected");
        Status(rig.Csms.AnswerTo(stop)).ShouldBe("Accepted");
        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("Remote");
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    private static string? Status(WireAnswer answer) => answer.Payload.GetProperty("status").GetString();

    private static decimal Single(List<JsonElement> values, string measurand) => All(values, measurand).Single();

    private static IEnumerable<decimal> All(List<JsonElement> values, string measurand)
        => values.Where(v => v.GetProperty("measurand").GetString() == measurand)
            .Select(v => decimal.Parse(v.GetProperty("value").GetString()!, CultureInfo.InvariantCulture));
}
