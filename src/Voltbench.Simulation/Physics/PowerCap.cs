namespace Voltbench.Simulation.Physics;

/// <summary>
/// The greatest power by state of charge: a chain of straight pieces from 0 to 100 %, the least of the car's curve, the offer and the cable.
/// </summary>
internal static class PowerCap
{
    // A battery that takes nothing at some charge would never pass it: a thousandth of its greatest power always flows below 100 %.
    private const double LeastShare = 0.001;

    /// <summary>Builds the chain; the first point is at 0 %, the last at 100 %. All powers are zero when none may flow.</summary>
    public static CurvePoint[] Of(EvProfile ev, in PowerLimits limits)
    {
        var most = Math.Max(0, Math.Min(limits.OfferedW, limits.EvMaxW));
        if (limits.Suspension != Suspension.None || !(most > 0))
            return [new(0, 0), new(100, 0)];
        var chain = new List<CurvePoint>(8);
        if (ev.DcCurve is { Count: > 0 } curve)
            AddCurve(chain, curve, limits.Efficiency, Math.Max(0, limits.EvMaxW));
        else
            AddTaper(chain, ev, Math.Max(0, limits.EvMaxW));
        CutAt(chain, most, most);
        if (double.IsFinite(limits.MaxDcCurrentA))
            CutAt(chain, limits.MaxDcCurrentA * PackVoltage(ev, 0), limits.MaxDcCurrentA * PackVoltage(ev, 100));
        return [.. chain];
    }

    /// <summary>Voltage of the pack without load: it rises by a fifth from empty to full.</summary>
    public static double PackVoltage(EvProfile ev, double socPercent) => ev.PackVoltageV * (0.9 + (0.2 * socPercent / 100));

    private static void AddTaper(List<CurvePoint> chain, EvProfile ev, double evMaxW)
    {
        var from = Math.Clamp(ev.TaperFromPercent, 0, 99);
        if (from > 0)
            chain.Add(new(0, evMaxW));
        chain.Add(new(from, evMaxW));
        chain.Add(new(100, evMaxW * Math.Clamp(ev.FinalPowerShare, LeastShare, 0.999)));
    }

    private static void AddCurve(List<CurvePoint> chain, IReadOnlyList<CurvePoint> curve, double efficiency, double evMaxW)
    {
        var least = evMaxW * LeastShare;
        foreach (var (soc, power) in curve)
        {
            // What the battery takes is what the outlet gives less what the on-board charger loses.
            var point = new CurvePoint(Math.Clamp(soc, 0, 100), Math.Max(least, power / efficiency));
            if (chain.Count == 0 && point.SocPercent > 0)
                chain.Add(point with { SocPercent = 0 });
            if (chain.Count == 0 || point.SocPercent > chain[^1].SocPercent)
                chain.Add(point);
        }

        if (chain[^1].SocPercent < 100)
            chain.Add(chain[^1] with { SocPercent = 100 });
    }

    // Keeps what is below the straight line from (0, atEmpty) to (100, atFull); a piece that crosses it is split there.
    private static void CutAt(List<CurvePoint> chain, double atEmpty, double atFull)
    {
        double Line(double soc) => atEmpty + ((atFull - atEmpty) * soc / 100);
        for (var i = chain.Count - 1; i > 0; i--)
        {
            var (a, b) = (chain[i - 1], chain[i]);
            var (over, overNext) = (a.PowerW - Line(a.SocPercent), b.PowerW - Line(b.SocPercent));
            if (!(over * overNext < 0))
                continue;
            var soc = a.SocPercent + ((b.SocPercent - a.SocPercent) * over / (over - overNext));
            if (soc > a.SocPercent && soc < b.SocPercent)
                chain.Insert(i, new(soc, Line(soc)));
        }

        for (var i = 0; i < chain.Count; i++)
            chain[i] = chain[i] with { PowerW = Math.Min(chain[i].PowerW, Line(chain[i].SocPercent)) };
    }
}
