namespace Voltbench.Ocpp.V201.Types;

/// <summary>A limit that holds until the next period.</summary>
public sealed record ChargingSchedulePeriod
{
    /// <summary>Time since the start of the schedule, s.</summary>
    public required int StartPeriod { get; init; }

    /// <summary>A or W, as the schedule says.</summary>
    public required decimal Limit { get; init; }

    /// <summary>Phases that may be used, 3 when absent.</summary>
    public int? NumberPhases { get; init; }

    /// <summary>1, 2 or 3, when one phase is used and the station can choose it.</summary>
    public int? PhaseToUse { get; init; }
}
