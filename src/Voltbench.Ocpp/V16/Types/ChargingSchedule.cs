using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Types;

/// <summary>Limits over time.</summary>
public sealed record ChargingSchedule
{
    /// <summary>Length, s.</summary>
    public int? Duration { get; init; }

    public DateTimeOffset? StartSchedule { get; init; }

    public required ChargingRateUnitType ChargingRateUnit { get; init; }

    public required IReadOnlyList<ChargingSchedulePeriod> ChargingSchedulePeriod { get; init; }

    /// <summary>A or W, as the schedule says.</summary>
    [Decimals(1)]
    public decimal? MinChargingRate { get; init; }
}
