using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Locations;
using Voltbench.Ocpi.V211.Tariffs;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>What is billed of a session; never changed once sent (OCPI 2.1.1 mod_cdrs §3.1).</summary>
public sealed record Cdr
{
    [CiString(36)]
    public required string Id { get; init; }

    public required DateTimeOffset StartDateTime { get; init; }

    public required DateTimeOffset StopDateTime { get; init; }

    [Text(36)]
    public required string AuthId { get; init; }

    public required AuthMethod AuthMethod { get; init; }

    /// <summary>With only the EVSE and connector of the session.</summary>
    public required Location Location { get; init; }

    [Text(255)]
    public string? MeterId { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    public IReadOnlyList<Tariff>? Tariffs { get; init; }

    [Items(1)]
    public required IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init; }

    /// <summary>Without VAT.</summary>
    public required decimal TotalCost { get; init; }

    /// <summary>kWh.</summary>
    public required decimal TotalEnergy { get; init; }

    /// <summary>h, charging and not.</summary>
    public required decimal TotalTime { get; init; }

    /// <summary>h without energy.</summary>
    public decimal? TotalParkingTime { get; init; }

    [Text(255)]
    public string? Remark { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
