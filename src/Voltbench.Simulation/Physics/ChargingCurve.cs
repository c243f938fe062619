namespace Voltbench.Simulation.Physics;

/// <summary>
/// Charging in closed form. Power is a chain of straight pieces over the state of charge, so that on each piece it grows or decays exponentially with time:
/// energy is the exact integral of power however often it is asked for.
/// </summary>
public readonly struct ChargingCurve
{
    private readonly CurvePoint[] _chain;
    private readonly double _percentPerWh; // state of charge gained per Wh at the outlet

    public ChargingCurve(EvProfile ev, PowerLimits limits)
    {
        _chain = PowerCap.Of(ev, limits);
        _percentPerWh = limits.Efficiency * 100 / ev.BatteryWh;
    }

    /// <summary>The straight pieces, first at 0 %, last at 100 %.</summary>
    internal ReadOnlySpan<CurvePoint> Chain => _chain;

    /// <summary>State of charge gained per Wh at the outlet, percent.</summary>
    public double PercentPerWh => _percentPerWh;

    /// <summary>Power at a state of charge, W; 0 when the battery is full.</summary>
    public double PowerAt(double socPercent)
    {
        if (socPercent >= 100)
            return 0;
        var soc = Math.Max(0, socPercent);
        return PowerOn(PieceAt(soc), soc);
    }

    /// <summary>Energy that flows in <paramref name="duration"/> from a state of charge on, Wh.</summary>
    public double EnergyAfter(double socPercent, TimeSpan duration) => EnergyAfter(socPercent, duration.TotalHours);

    /// <summary>Energy that flows in some hours from a state of charge on, Wh.</summary>
    internal double EnergyAfter(double socPercent, double hours)
    {
        var start = Math.Max(0, socPercent);
        if (!(hours > 0) || start >= 100)
            return 0;
        var soc = start;
        for (var i = PieceAt(soc); i < _chain.Length; i++)
        {
            var end = _chain[i].SocPercent;
            var power = PowerOn(i, soc);
            if (power <= 0)
                break;
            var slope = Slope(i);
            var crossing = Crossing(end - soc, power, slope);
            if (crossing > hours)
            {
                soc = Math.Min(end, soc + (_percentPerWh * power * hours * Growth(slope * _percentPerWh * hours)));
                break;
            }

            hours -= crossing;
            soc = end;
        }

        return Math.Max(0, soc - start) / _percentPerWh;
    }

    /// <summary>Time until <paramref name="energyWh"/> have flowed; <see cref="TimeSpan.MaxValue"/> when they never will.</summary>
    public TimeSpan TimeFor(double socPercent, double energyWh) => FromHours(HoursFor(socPercent, energyWh));

    /// <summary>Time until the battery is full.</summary>
    public TimeSpan TimeUntilFull(double socPercent) => TimeFor(socPercent, EnergyUntilFull(socPercent));

    /// <summary>Energy at the outlet until the battery is full, Wh.</summary>
    public double EnergyUntilFull(double socPercent) => Math.Max(0, 100 - Math.Max(0, socPercent)) / _percentPerWh;

    /// <summary>The same in hours; positive infinity for never.</summary>
    internal double HoursFor(double socPercent, double energyWh)
    {
        if (energyWh <= 0)
            return 0;
        var soc = Math.Max(0, socPercent);
        if (energyWh > EnergyUntilFull(soc) * (1 + 1e-12))
            return double.PositiveInfinity;
        var goal = Math.Min(100, soc + (energyWh * _percentPerWh));
        var hours = 0.0;
        for (var i = PieceAt(soc); i < _chain.Length && soc < goal; i++)
        {
            var power = PowerOn(i, soc);
            if (power <= 0)
                return double.PositiveInfinity;
            var end = Math.Min(goal, _chain[i].SocPercent);
            hours += Crossing(end - soc, power, Slope(i));
            soc = end;
        }

        return hours;
    }

    // A power of a few watts would overflow TimeSpan; a century is "never" here.
    internal static TimeSpan FromHours(double hours) => hours is >= 0 and <= 876_000 ? TimeSpan.FromHours(hours) : TimeSpan.MaxValue;

    /// <summary>Index of the point that ends the piece in which a state of charge lies.</summary>
    internal int PieceAt(double soc)
    {
        var i = 1;
        while (i < _chain.Length - 1 && _chain[i].SocPercent <= soc)
            i++;
        return i;
    }

    /// <summary>W per percent on a piece.</summary>
    internal double Slope(int piece)
    {
        var (a, b) = (_chain[piece - 1], _chain[piece]);
        return (b.PowerW - a.PowerW) / (b.SocPercent - a.SocPercent);
    }

    internal double PowerOn(int piece, double soc)
    {
        var (a, b) = (_chain[piece - 1], _chain[piece]);
        var share = (soc - a.SocPercent) / (b.SocPercent - a.SocPercent);
        return a.PowerW == b.PowerW ? a.PowerW : (a.PowerW * (1 - share)) + (b.PowerW * share);
    }

    // Hours to gain some percent on a piece: the inverse of s(t) = p·k·t·Growth(slope·k·t).
    private double Crossing(double percent, double power, double slope)
        => percent / (_percentPerWh * power) * Slowing(slope * percent / power);

    // (e^x − 1)/x
    private static double Growth(double x) => Math.Abs(x) < 1e-5 ? 1 + (x / 2) + (x * x / 6) : (Math.Exp(x) - 1) / x;

    // ln(1 + y)/y
    private static double Slowing(double y) => Math.Abs(y) < 1e-5 ? 1 - (y / 2) + (y * y / 3) : Math.Log(1 + y) / y;
}
