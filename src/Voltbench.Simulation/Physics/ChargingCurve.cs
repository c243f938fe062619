namespace Voltbench.Simulation.Physics;

/// <summary>
/// Charging in closed form: constant power min(offer, car) until the taper of the car meets it, then power falls linearly with the
/// state of charge, so that it decays exponentially with time. Energy is therefore the exact integral of power however often it is asked for.
/// </summary>
public readonly struct ChargingCurve
{
    private readonly double _batteryWh;
    private readonly double _evMaxW;
    private readonly double _constantW;
    private readonly double _taperFrom;
    private readonly double _slope;     // share of the power lost per percent of charge above the taper's start
    private readonly double _kneeSoc;   // where constant power ends

    public ChargingCurve(EvProfile ev, PowerLimits limits)
    {
        _batteryWh = ev.BatteryWh;
        _evMaxW = Math.Max(0, limits.EvMaxW);
        _constantW = Math.Max(0, Math.Min(limits.OfferedW, _evMaxW));
        _taperFrom = Math.Clamp(ev.TaperFromPercent, 0, 99);
        _slope = (1 - Math.Clamp(ev.FinalPowerShare, 0.001, 0.999)) / (100 - _taperFrom);
        _kneeSoc = _evMaxW <= 0
            ? 100
            : Math.Min(100, _taperFrom + ((1 - (_constantW / _evMaxW)) / _slope));
    }

    /// <summary>Power at a state of charge, W; 0 when the battery is full.</summary>
    public double PowerAt(double socPercent)
    {
        if (socPercent >= 100)
            return 0;
        return socPercent <= _kneeSoc ? _constantW : Math.Min(_constantW, _evMaxW * Share(socPercent));
    }

    /// <summary>Energy that flows in <paramref name="duration"/> from a state of charge on, Wh.</summary>
    public double EnergyAfter(double socPercent, TimeSpan duration)
    {
        var hours = duration.TotalHours;
        if (hours <= 0 || _constantW <= 0 || socPercent >= 100)
            return 0;

        var flowed = 0.0;
        if (socPercent < _kneeSoc)
        {
            var untilKnee = WhBetween(socPercent, _kneeSoc);
            if (_constantW * hours <= untilKnee)
                return _constantW * hours;
            flowed = untilKnee;
            hours -= untilKnee / _constantW;
            socPercent = _kneeSoc;
        }

        var share = Share(socPercent) * Math.Exp(-DecayPerHour * hours);
        var soc = Math.Min(100, _taperFrom + ((1 - share) / _slope));
        return flowed + Math.Max(0, WhBetween(socPercent, soc));
    }

    /// <summary>Time until <paramref name="energyWh"/> have flowed; <see cref="TimeSpan.MaxValue"/> when they never will.</summary>
    public TimeSpan TimeFor(double socPercent, double energyWh)
    {
        if (energyWh <= 0)
            return TimeSpan.Zero;
        if (_constantW <= 0 || energyWh > WhBetween(socPercent, 100) * (1 + 1e-12))
            return TimeSpan.MaxValue;

        var hours = 0.0;
        if (socPercent < _kneeSoc)
        {
            var untilKnee = WhBetween(socPercent, _kneeSoc);
            if (energyWh <= untilKnee)
                return FromHours(energyWh / _constantW);
            hours = untilKnee / _constantW;
            energyWh -= untilKnee;
            socPercent = _kneeSoc;
        }

        var end = socPercent + (energyWh * 100 / _batteryWh);
        return FromHours(hours + (Math.Log(Share(socPercent) / Share(Math.Min(100, end))) / DecayPerHour));
    }

    /// <summary>Time until the battery is full.</summary>
    public TimeSpan TimeUntilFull(double socPercent) => TimeFor(socPercent, WhBetween(socPercent, 100));

    private double DecayPerHour => _evMaxW * 100 / _batteryWh * _slope;

    private double Share(double socPercent) => 1 - (_slope * Math.Max(0, socPercent - _taperFrom));

    private double WhBetween(double fromPercent, double toPercent) => Math.Max(0, toPercent - fromPercent) * _batteryWh / 100;

    // A power of a few watts would overflow TimeSpan; a century is "never" here.
    private static TimeSpan FromHours(double hours) => hours > 876_000 ? TimeSpan.MaxValue : TimeSpan.FromHours(hours);
}
