namespace Voltbench.Simulation.Physics;

/// <summary>What has flowed since a run began, what flows, and where the battery stands.</summary>
/// <param name="EnergyWh">Energy at the outlet since the beginning, Wh.</param>
/// <param name="PowerW">Power now, W.</param>
/// <param name="SocPercent">State of charge now, percent.</param>
public readonly record struct ChargingPoint(double EnergyWh, double PowerW, double SocPercent);

/// <summary>
/// Charging under limits that do not change, from a state of charge and a power on: the power climbs steadily until it meets the curve and follows it from
/// there. Both parts are in closed form.
/// </summary>
public readonly struct ChargingRun
{
    private readonly ChargingCurve _curve;
    private readonly double _soc;
    private readonly double _fromW;
    private readonly double _rampWPerHour;
    private readonly double _rampHours; // how long it climbs
    private readonly double _rampWh;

    /// <param name="ev">The car.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="socPercent">State of charge at the beginning.</param>
    /// <param name="fromW">Power at the beginning, W; above the curve it falls at once.</param>
    public ChargingRun(EvProfile ev, PowerLimits limits, double socPercent, double fromW = 0)
    {
        _curve = new ChargingCurve(ev, limits);
        _soc = Math.Clamp(socPercent, 0, 100);
        _fromW = Math.Max(0, fromW);
        if (!(ev.RampSeconds > 0) || _curve.PowerAt(_soc) <= _fromW)
            return;
        _rampWPerHour = limits.EvMaxW * 3600 / ev.RampSeconds;
        _rampHours = MeetsCurve();
        _rampWh = RampWh(_rampHours);
    }

    /// <summary>The state after some time.</summary>
    public ChargingPoint At(TimeSpan elapsed)
    {
        var hours = Math.Max(0, elapsed.TotalHours);
        if (hours < _rampHours)
        {
            var ramped = RampWh(hours);
            return new ChargingPoint(ramped, _fromW + (_rampWPerHour * hours), SocAfter(ramped));
        }

        var soc = SocAfter(_rampWh);
        var energy = _rampWh + _curve.EnergyAfter(soc, hours - _rampHours);
        soc = SocAfter(energy);
        return new ChargingPoint(energy, _curve.PowerAt(soc), soc);
    }

    /// <summary>Time from the beginning until that much energy has flowed; <see cref="TimeSpan.MaxValue"/> when it never will.</summary>
    public TimeSpan TimeFor(double energyWh)
    {
        if (energyWh <= 0)
            return TimeSpan.Zero;
        var hours = energyWh <= _rampWh
            ? RampHours(energyWh)
            : _rampHours + _curve.HoursFor(SocAfter(_rampWh), energyWh - _rampWh);
        return ChargingCurve.FromHours(hours);
    }

    /// <summary>Time from the beginning until the battery has reached a state of charge.</summary>
    public TimeSpan TimeUntil(double socPercent) => TimeFor((Math.Min(100, socPercent) - _soc) / _curve.PercentPerWh);

    // A hair below 100 % is full: the last rounding must not keep a battery charging for ever.
    private double SocAfter(double energyWh)
    {
        var soc = _soc + (energyWh * _curve.PercentPerWh);
        return soc > 100 - 1e-9 ? 100 : soc;
    }

    private double RampWh(double hours) => (_fromW * hours) + (_rampWPerHour * hours * hours / 2);

    private double RampHours(double energyWh)
        => 2 * energyWh / (_fromW + Math.Sqrt((_fromW * _fromW) + (2 * _rampWPerHour * energyWh)));

    // Where a piece p(s) = p₀ + b·(s − s₀) is entered with power w, the climb meets it at w + r·t = p₀ + b·k·(w·t + r·t²/2): the first root on that piece.
    private double MeetsCurve()
    {
        var (k, r) = (_curve.PercentPerWh, _rampWPerHour);
        var chain = _curve.Chain;
        var (soc, entered) = (_soc, 0.0);
        for (var i = _curve.PieceAt(_soc); i < chain.Length; i++)
        {
            var leaves = RampHours((chain[i].SocPercent - _soc) / k);
            var power = _fromW + (r * entered);
            var slope = _curve.Slope(i);
            var meets = entered + FirstRoot(-slope * k * r / 2, r - (slope * k * power), power - _curve.PowerOn(i, soc));
            if (meets <= leaves)
                return meets;
            (soc, entered) = (chain[i].SocPercent, leaves);
        }

        return entered;
    }

    // Of a·t² + b·t + c with c < 0: the smallest t > 0, or infinity.
    private static double FirstRoot(double a, double b, double c)
    {
        if (c >= 0)
            return 0;
        var under = (b * b) - (4 * a * c);
        if (under < 0)
            return double.PositiveInfinity;
        var root = Math.Sqrt(under);
        return b + root > 0 ? -2 * c / (b + root) : double.PositiveInfinity;
    }
}
