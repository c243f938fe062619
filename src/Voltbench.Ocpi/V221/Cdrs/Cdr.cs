using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Tariffs;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>What is billed of a session; never changed once sent: a credit CDR takes it back (OCPI 2.2.1 mod_cdrs).</summary>
[NeedsWhen("credit", true, "credit_reference_id")]
public sealed record Cdr
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    /// <summary>Three characters longer than other ids, so that a credit CDR can append to it.</summary>
    [CiString(39)]
    public required string Id { get; init; }

    public required DateTimeOffset StartDateTime { get; init; }

    public required DateTimeOffset EndDateTime { get; init; }

    /// <summary>Absent only for a CPO without sessions, or a reservation that never became one.</summary>
    [CiString(36)]
    public string? SessionId { get; init; }

    public required CdrToken CdrToken { get; init; }

    public required AuthMethod AuthMethod { get; init; }

    [CiString(36)]
    public string? AuthorizationReference { get; init; }

    public required CdrLocation CdrLocation { get; init; }

    [Text(255)]
    public string? MeterId { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    public IReadOnlyList<Tariff>? Tariffs { get; init; }

    [Items(1)]
    public required IReadOnlyList<ChargingPeriod> ChargingPeriods { get; init; }

    public SignedData? SignedData { get; init; }

    public required Price TotalCost { get; init; }

    public Price? TotalFixedCost { get; init; }

    /// <summary>kWh.</summary>
    public required decimal TotalEnergy { get; init; }

    public Price? TotalEnergyCost { get; init; }

    /// <summary>h, charging and not.</summary>
    public required decimal TotalTime { get; init; }

    public Price? TotalTimeCost { get; init; }

    /// <summary>h without energy.</summary>
    public decimal? TotalParkingTime { get; init; }

    public Price? TotalParkingCost { get; init; }

    public Price? TotalReservationCost { get; init; }

    [Text(255)]
    public string? Remark { get; init; }

    [CiString(39)]
    public string? InvoiceReferenceId { get; init; }

    /// <summary>It takes back the CDR of <c>credit_reference_id</c>.</summary>
    public bool? Credit { get; init; }

    [CiString(39)]
    public string? CreditReferenceId { get; init; }

    public bool? HomeChargingCompensation { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
