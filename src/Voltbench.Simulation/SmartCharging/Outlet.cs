namespace Voltbench.Simulation.SmartCharging;

/// <summary>A connector as the composition of limits sees it.</summary>
internal sealed record Outlet
{
    /// <summary>Least current that a car can be offered on AC (IEC 61851-1), A.</summary>
    public const double FloorA = 6;

    /// <summary>Connector id, from 1.</summary>
    public required int Id { get; init; }

    public required bool IsDc { get; init; }

    /// <summary>AC: phase to neutral, DC: of the output; the nominal one, as 1.6 §7.12 converts with the area's and not the measured voltage. V.</summary>
    public required double VoltageV { get; init; }

    /// <summary>AC: phases that connector and car have in common, 1…3; DC: 1.</summary>
    public required int Phases { get; init; }

    /// <summary>What the hardware gives on those phases, W.</summary>
    public required double RatedW { get; init; }

    /// <summary>A car takes energy here, or is taken to for a forecast: it has a share in the station's limit.</summary>
    public bool TakesPart { get; init; }

    /// <summary>Start of the transaction, seconds since 1970 on the station's clock.</summary>
    public long? ChargingSince { get; init; }

    /// <summary>Reference of the transaction.</summary>
    public string? Transaction { get; init; }

    /// <summary>Power of one ampere per phase on so many phases, W.</summary>
    public double WattsPerAmpere(int phases) => IsDc ? VoltageV : VoltageV * phases;
}

/// <summary>What a connector may give.</summary>
/// <param name="LimitW">The limit of all profiles and the hardware, W.</param>
/// <param name="Phases">AC phases to use; 1 for DC.</param>
/// <param name="PhaseToUse">Which one, when a profile says so and it is one.</param>
/// <param name="FloorW">Below this a car cannot charge, W.</param>
internal readonly record struct Offer(double LimitW, int Phases, int? PhaseToUse, double FloorW)
{
    // A limit of 6 A that was converted to watts and back must still be 6 A.
    private const double Slack = 1e-6;

    /// <summary>What the car is really offered, W: nothing below the floor.</summary>
    public double OfferedW => LimitW <= 0 || LimitW < FloorW - Slack ? 0 : LimitW;
}
