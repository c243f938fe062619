using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>Part of a session with its own prices; it ends where the next begins (OCPI 2.1.1 mod_cdrs §4.4).</summary>
public sealed record ChargingPeriod
{
    public required DateTimeOffset StartDateTime { get; init; }

    [Items(1)]
    public required IReadOnlyList<CdrDimension> Dimensions { get; init; }
}
