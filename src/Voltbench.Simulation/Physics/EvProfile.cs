using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Physics;

/// <summary>What a car brings to the plug.</summary>
/// <remarks>Figures whose default is not zero are always written to the durable record: an absent one reads as its default.</remarks>
public sealed record EvProfile
{
    /// <summary>Name by which the API knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Usable capacity, Wh; &gt; 0.</summary>
    public required double BatteryWh { get; init; }

    /// <summary>Rating of the on-board charger over all its phases, VA; 0 = cannot charge from AC.</summary>
    public double AcMaxPowerW { get; init; }

    /// <summary>Phases of the on-board charger, 1…3.</summary>
    public int AcPhases { get; init; } = 1;

    /// <summary>Greatest DC power, W; 0 = cannot charge from DC.</summary>
    public double DcMaxPowerW { get; init; }

    /// <summary>
    /// Power that the battery takes from DC by state of charge: rising in <see cref="CurvePoint.SocPercent"/>, linear between the points, level outside
    /// them. Null = level up to <see cref="TaperFromPercent"/>, then linear down to <see cref="FinalPowerShare"/>.
    /// </summary>
    public IReadOnlyList<CurvePoint>? DcCurve { get; init; }

    /// <summary>Nominal voltage of the pack, V.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double PackVoltageV { get; init; } = 400;

    /// <summary>State of charge at which the power begins to fall, percent; only without <see cref="DcCurve"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double TaperFromPercent { get; init; } = 80;

    /// <summary>Share of the greatest power that is left at 100 %; 0.001…0.999; only without <see cref="DcCurve"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double FinalPowerShare { get; init; } = 0.05;

    /// <summary>State of charge on arrival when the driver does not say, percent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double ArrivalSocPercent { get; init; } = 30;

    /// <summary>Power factor of the on-board charger, 0.5…1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double CosPhi { get; init; } = 1;

    /// <summary>Reactive power per active power on AC.</summary>
    [JsonIgnore]
    public double TanPhi => CosPhi is > 0 and < 1 ? Math.Sqrt(1 - (CosPhi * CosPhi)) / CosPhi : 0;

    /// <summary>Share of the AC energy that reaches the battery through the on-board charger, 0.5…1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double AcEfficiency { get; init; } = 1;

    /// <summary>Least current per phase with which it charges from AC, A; the standard's floor of 6 A holds for all (IEC 61851-1).</summary>
    public double MinCurrentA { get; init; }

    /// <summary>Rating of the AC cable that it brings, A per phase; 0 = none that limits.</summary>
    public double CableMaxA { get; init; }

    /// <summary>Time from zero to the greatest power, s; 0 = at once.</summary>
    public double RampSeconds { get; init; }

    /// <summary>Speaks ISO 15118 (high-level communication, Plug and Charge).</summary>
    public bool SupportsIso15118 { get; init; }
}

/// <summary>One point of a charging curve.</summary>
/// <param name="SocPercent">State of charge, 0…100.</param>
/// <param name="PowerW">Power that the battery takes there, W.</param>
public readonly record struct CurvePoint(double SocPercent, double PowerW);
