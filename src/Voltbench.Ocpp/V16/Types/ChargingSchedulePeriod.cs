using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Types;

/// <summary>A limit that holds until the next period.</summary>
public sealed record ChargingSchedulePeriod
{
    /// <summary>Time since the start of the schedule, s.</summary>
    public required int StartPeriod { get; init; }

    /// <summary>A or W, as the schedule says.</summary>
    [Decimals(1)]
    public required decimal Limit { get; init; }

    /// <summary>Phases that may be used, 3 when absent.</summary>
    public int? NumberPhases { get; init; }
}
