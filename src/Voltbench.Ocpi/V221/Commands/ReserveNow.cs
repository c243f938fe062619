using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>RESERVE_NOW: reserves an EVSE for a token (OCPI 2.2.1 mod_commands).</summary>
public sealed record ReserveNow
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    public required Token Token { get; init; }

    public required DateTimeOffset ExpiryDate { get; init; }

    [CiString(36)]
    public required string ReservationId { get; init; }

    [CiString(36)]
    public required string LocationId { get; init; }

    [CiString(36)]
    public string? EvseUid { get; init; }

    /// <summary>To be given back in the session and the CDR.</summary>
    [CiString(36)]
    public string? AuthorizationReference { get; init; }
}
