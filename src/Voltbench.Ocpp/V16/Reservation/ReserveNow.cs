using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Reservation;

/// <summary>Reserves a connector for an identifier. Sent by the central system (OCPP 1.6 §5.13).</summary>
public sealed record ReserveNowRequest
{
    public required int ConnectorId { get; init; }

    /// <summary>When the reservation ends.</summary>
    public required DateTimeOffset ExpiryDate { get; init; }

    [MaxLength(20)]
    public required string IdTag { get; init; }

    /// <summary>The group that the identifier belongs to.</summary>
    [MaxLength(20)]
    public string? ParentIdTag { get; init; }

    public required int ReservationId { get; init; }
}

public sealed record ReserveNowResponse
{
    public required ReservationStatus Status { get; init; }
}

public enum ReservationStatus
{
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable,
}
