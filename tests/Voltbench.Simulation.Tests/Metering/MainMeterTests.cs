using System.Globalization;
using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Metering;

/// <summary>The meter of the whole station: connector 0 in 1.6, EVSE 0 in 2.0.1.</summary>
public class MainMeterTests
{
    private const string Interval = "AlignedDataCtrlr.Interval";

    private static readonly ConnectorModel Ac = new("Type2", false, 22_080, 230, 3);
    private static readonly ConnectorModel Dc = new("CCS2", true, 150_000, 400, 0);

    private static Rig With(OcppVersion version, ChargerModel model, params (string Name, string Value)[] settings)
        => new Rig(version, spec: s => s with { Model = model }).Booted([(version == OcppVersion.V16 ? "MeterValueSampleInterval" : "SampledDataCtrlr.TxUpdatedInterval", "0"), .. settings]);

    private static Rig Booted(OcppVersion version, params (string Name, string Value)[] settings) => With(version, Model(Ac, Dc), settings);

    private static ChargerModel Model(params ConnectorModel[] connectors) => new() { Vendor = "V", Name = "M", Connectors = connectors };

    private static string IdOf(Rig rig) => rig.Version == OcppVersion.V16 ? "connectorId" : "evseId";

    private static List<JsonElement> MainOf(Rig rig) => [.. rig.Csms.Of("MeterValues").Where(c => c.Int(IdOf(rig)) == 0).Select(static c => c.Payload.GetProperty("meterValue")[0])];

    private static decimal Read(JsonElement meterValue, string measurand)
    {
        var value = meterValue.GetProperty("sampledValue").EnumerateArray().First(s => s.GetProperty("measurand").GetString() == measurand).GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDecimal();
    }

    private static decimal Wh(JsonElement meterValue) => Read(meterValue, "Energy.Active.Import.Register");

    private static decimal W(JsonElement meterValue) => Read(meterValue, "Power.Active.Import");

    /// <summary>Asks for all readings now; by connector, the main meter's at 0.</summary>
    private static Dictionary<int, JsonElement> Triggered(Rig rig)
    {
        rig.Csms.Calls.Clear();
        rig.Csms.Ask("TriggerMessage", """{"requestedMessage":"MeterValues"}""");
        rig.Run(0.5);
        return rig.Csms.Of("MeterValues").ToDictionary(c => c.Int(IdOf(rig)), static c => c.Payload.GetProperty("meterValue")[0]);
    }

    [Theory]
    [Shows(OcppVersion.V16, "MeterValues")]
    [Shows(OcppVersion.V201, "MeterValues")]
    [InlineData(OcppVersion.V16, "ClockAlignedDataInterval")]
    [InlineData(OcppVersion.V201, Interval)]
    public void At_the_full_parts_of_the_day_it_tells_what_the_station_draws(OcppVersion version, string interval)
    {
        var rig = Booted(version, (interval, "900"));
        rig.Run(3600);
        var told = MainOf(rig);
        told.Select(Wh).ShouldBe([0m, 15m, 30m, 45m]);
        told.Select(W).ShouldAllBe(static w => w == 60);
        foreach (var value in told)
        {
            value.GetProperty("timestamp").GetDateTimeOffset().Minute.ShouldBeOneOf(0, 15, 30, 45);
            value.GetProperty("sampledValue").GetArrayLength().ShouldBe(2);
            value.GetProperty("sampledValue").EnumerateArray().ShouldAllBe(static s => s.GetProperty("location").GetString() == "Inlet" && s.GetProperty("context").GetString() == "Sample.Clock");
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void Nobody_hears_of_it_unasked(OcppVersion version)
    {
        var rig = Booted(version);
        rig.Do(new StartSession("TAG"), 3600);
        rig.Do(new StopSession(), 3600);
        MainOf(rig).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16, "MeterValuesSampledData")]
    [InlineData(OcppVersion.V201, "AlignedDataCtrlr.Measurands")]
    public void It_leaves_out_what_only_an_outlet_has(OcppVersion version, string list)
    {
        var rig = Booted(version, (list, "Voltage,Frequency"));
        Triggered(rig).Keys.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void It_adds_standby_and_the_loss_of_the_rectifier(OcppVersion version)
    {
        var rig = With(version, Model(Ac, Dc) with { StandbyW = 100, RectifierEfficiency = 0.8 }, ("MeterValuesSampledData", "Power.Active.Import,Energy.Active.Import.Register"));
        var before = Triggered(rig);
        before.Values.Select(Wh).ShouldAllBe(static wh => wh == 0);
        W(before[0]).ShouldBe(100);
        rig.Do(new StartSession("A", 1));
        rig.Do(new StartSession("B", 2), 600);
        var during = TriggeredFrom(rig);
        var drawn = during[1].W + (during[2].W / 0.8m) + 100;
        during[1].W.ShouldBeGreaterThan(10_000);
        during[2].W.ShouldBeGreaterThan(50_000);
        during[0].W.ShouldBeInRange(drawn, drawn + 20, "the outlets round their current down");
        var hours = 600.5m / 3600;
        during[0].Wh.ShouldBe(during[1].Wh + (during[2].Wh / 0.8m) + (100 * hours), 4);
    }

    [Theory]
    [InlineData(null, 8)]
    [InlineData(3.5, 3.5)]
    public void Standby_of_an_AC_station(double? set, double expected)
    {
        var rig = With(OcppVersion.V16, Model(Ac) with { StandbyW = set });
        W(Triggered(rig)[0]).ShouldBe((decimal)expected);
    }

    [Fact]
    public void J01_SendDuringIdle_holds_for_it_too()
    {
        var rig = Booted(OcppVersion.V201, (Interval, "900"), ("AlignedDataCtrlr.SendDuringIdle", "true"));
        rig.Do(new StartSession("TAG"), 1800);
        MainOf(rig).ShouldBeEmpty();
        rig.Do(new StopSession(), 1800);
        MainOf(rig).Count.ShouldBe(2);
    }

    [Fact]
    public void An_idle_station_writes_nothing_for_its_readings_and_remembers_them_all_the_same()
    {
        var rig = Booted(OcppVersion.V16, ("ClockAlignedDataInterval", "900"));
        rig.Run(1000);
        var commits = rig.Store.Commits.Count;
        rig.Run(36_000);
        rig.Store.Commits.Count.ShouldBe(commits);
        var last = Wh(MainOf(rig)[^1]);
        rig.KillAndRestart();
        rig.Run(900);
        Wh(MainOf(rig)[^1]).ShouldBe(last + 15);
    }

    [Fact]
    public void No_reading_leaves_before_the_disk_knows_it()
    {
        var rig = Booted(OcppVersion.V201);
        _ = Triggered(rig);
        rig.Do(new StartSession("TAG", 2), 60);
        rig.Store.IsHeld = true;
        Triggered(rig).Keys.ShouldBe([1, 2]);
        rig.Store.Release();
        rig.Run(0);
        MainOf(rig).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16, 1)]
    [InlineData(OcppVersion.V16, 2)]
    [InlineData(OcppVersion.V16, 3)]
    [InlineData(OcppVersion.V201, 4)]
    [InlineData(OcppVersion.V201, 5)]
    [InlineData(OcppVersion.V201, 6)]
    public void Whatever_happens_it_never_falls_and_imports_no_less_than_the_outlets(OcppVersion version, int seed)
    {
        var random = new Random(seed);
        var rig = Booted(version);
        var (main, outlets) = (0m, new Dictionary<int, decimal> { [1] = 0, [2] = 0 });
        for (var step = 0; step < 60; step++)
        {
            Happen(rig, random);
            if (random.Next(2) == 0)
                rig.KillAndRestart(random.Next(3) == 0 ? RecoveryMode.PowerLoss : RecoveryMode.Continue);
            rig.Run(random.Next(1, 1200));
            var told = TriggeredFrom(rig);
            told.Count.ShouldBe(3);
            var imported = told[0].Wh - main;
            var given = outlets.Sum(o => told[o.Key].Wh - o.Value);
            imported.ShouldBeGreaterThanOrEqualTo(0);
            imported.ShouldBeGreaterThanOrEqualTo(given - 2, "each outlet shows whole Wh");
            main = told[0].Wh;
            outlets = told.Where(static t => t.Key > 0).ToDictionary(static t => t.Key, static t => t.Value.Wh);
        }

        main.ShouldBeGreaterThan(outlets.Values.Sum());
    }

    private static void Happen(Rig rig, Random random)
    {
        var connector = random.Next(1, 3);
        switch (random.Next(5))
        {
            case 0 or 1:
                _ = rig.Do(new StartSession("TAG", connector), random.Next(1, 600));
                break;
            case 2:
                _ = rig.Do(new StopSession(connector), random.Next(1, 20));
                break;
            case 3:
                _ = rig.Do(new UnplugConnector(connector), 1);
                break;
            default:
                rig.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 100)));
                break;
        }
    }

    private static Dictionary<int, (decimal Wh, decimal W)> TriggeredFrom(Rig rig)
        => Triggered(rig).ToDictionary(static t => t.Key, static t => (Wh(t.Value), W(t.Value)));
}
