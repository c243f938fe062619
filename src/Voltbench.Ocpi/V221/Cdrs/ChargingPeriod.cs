using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>Part of a session with its own prices; it ends where the next begins (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record ChargingPeriod
{
    public required DateTimeOffset StartDateTime { get; init; }

    [Items(1)]
    public required IReadOnlyList<CdrDimension> Dimensions { get; init; }

    /// <summary>Absent: no tariff counts.</summary>
    [CiString(36)]
    public string? TariffId { get; init; }
}
