using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>CANCEL_RESERVATION: ends a reservation (OCPI 2.2.1 mod_commands).</summary>
public sealed record CancelReservation
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    [CiString(36)]
    public required string ReservationId { get; init; }
}
