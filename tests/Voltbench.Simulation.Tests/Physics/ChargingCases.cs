using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

/// <summary>A car at an outlet that offers some power.</summary>
internal sealed record ChargingCase(ConnectorModel Connector, EvProfile Ev, double OfferedW, double Soc, double FromW)
{
    public PowerLimits Limits => PowerLimits.Of(Connector, Ev, OfferedW);

    public ChargingCurve Curve => new(Ev, Limits);

    public ChargingRun Run => new(Ev, Limits, Soc, FromW);

    /// <summary>What every power must stay below, W.</summary>
    public double LeastLimitW => Math.Min(Math.Min(OfferedW, Connector.MaxPowerW), Connector.IsDc ? Ev.DcMaxPowerW : Ev.AcMaxPowerW);
}

/// <summary>Random cars at random outlets: real and invented ones, level, tapering and jagged curves.</summary>
internal static class ChargingCases
{
    private static readonly Gen<ConnectorModel> Connectors = Gen.Elements(
        new ConnectorModel("Type2", false, 3_680, 230, 1),
        new ConnectorModel("Type2", false, 7_400, 230, 1),
        new ConnectorModel("Type2", false, 22_080, 230, 3),
        new ConnectorModel("Type1", false, 11_520, 240, 1),
        new ConnectorModel("CHAdeMO", true, 50_000, 400, 0),
        new ConnectorModel("CCS2", true, 150_000, 400, 0),
        new ConnectorModel("CCS2", true, 360_000, 800, 0));

    private static readonly Gen<IReadOnlyList<CurvePoint>?> Curves = Gen.OneOf(
        Gen.Constant<IReadOnlyList<CurvePoint>?>(null),
        from powers in Gen.Choose(0, 300_000).NonEmptyListOf()
        select (IReadOnlyList<CurvePoint>?)[.. powers.Take(12).Select((p, i) => new CurvePoint(i * 100.0 / Math.Max(1, Math.Min(12, powers.Count) - 1), p))]);

    private static readonly Gen<EvProfile> Invented =
        from battery in Gen.Choose(5_000, 500_000)
        from ac in Gen.Choose(0, 43_000)
        from phases in Gen.Choose(1, 3)
        from dc in Gen.Choose(0, 350_000)
        from curve in Curves
        from taper in Gen.Choose(0, 100)
        from final in Gen.Choose(0, 100)
        from cos in Gen.Choose(50, 100)
        from efficiency in Gen.Choose(80, 100)
        from least in Gen.Choose(0, 12)
        from cable in Gen.Elements(0, 13, 20, 32)
        from ramp in Gen.Elements(0, 1, 5, 30, 600)
        from pack in Gen.Choose(48, 900)
        select new EvProfile
        {
            Name = "x", BatteryWh = battery, AcMaxPowerW = ac, AcPhases = phases, DcMaxPowerW = dc, DcCurve = curve, TaperFromPercent = taper,
            FinalPowerShare = final / 100.0, CosPhi = cos / 100.0, AcEfficiency = efficiency / 100.0, MinCurrentA = least, CableMaxA = cable,
            RampSeconds = ramp, PackVoltageV = pack,
        };

    public static readonly Gen<ChargingCase> All =
        from connector in Connectors
        from ev in Gen.OneOf(Invented, Gen.Elements(EvProfiles.All.ToArray()))
        from offered in Gen.OneOf(Gen.Choose(0, 400_000), Gen.Choose(0, 25_000), Gen.Constant(1_000_000))
        from soc in Gen.OneOf(Gen.Choose(0, 1000), Gen.Constant(0), Gen.Constant(1000))
        from power in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 100_000))
        select new ChargingCase(connector, ev, offered, soc / 10.0, power);

    /// <summary>Holds for random cases and two numbers between 0 and 20,000.</summary>
    public static void ForAll(Func<ChargingCase, int, int, bool> holds)
        => Prop.ForAll(
                (from c in All from a in Gen.Choose(0, 20_000) from b in Gen.Choose(0, 20_000) select (c, a, b)).ToArbitrary(),
                x => holds(x.c, x.a, x.b))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
