using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Limits over time.</summary>
public sealed record ChargingSchedule
{
    public required int Id { get; init; }

    public DateTimeOffset? StartSchedule { get; init; }

    /// <summary>Length, s.</summary>
    public int? Duration { get; init; }

    public required ChargingRateUnit ChargingRateUnit { get; init; }

    [Items(1, 1024)]
    public required IReadOnlyList<ChargingSchedulePeriod> ChargingSchedulePeriod { get; init; }

    /// <summary>A or W, as the schedule says.</summary>
    public decimal? MinChargingRate { get; init; }

    public SalesTariff? SalesTariff { get; init; }
}
