using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Tokens;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>RESERVE_NOW: reserves an EVSE for a token (OCPI 2.1.1 mod_commands §3.2).</summary>
public sealed record ReserveNow
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    public required Token Token { get; init; }

    public required DateTimeOffset ExpiryDate { get; init; }

    public required int ReservationId { get; init; }

    [Text(39)]
    public required string LocationId { get; init; }

    [Text(39)]
    public string? EvseUid { get; init; }
}
