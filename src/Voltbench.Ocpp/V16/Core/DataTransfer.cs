using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Carries what a vendor adds to the protocol. Sent by either side (OCPP 1.6 §4.3, 5.6).</summary>
public sealed record DataTransferRequest
{
    [MaxLength(255)]
    public required string VendorId { get; init; }

    [MaxLength(50)]
    public string? MessageId { get; init; }

    public string? Data { get; init; }
}

public sealed record DataTransferResponse
{
    public required DataTransferStatus Status { get; init; }

    public string? Data { get; init; }
}

public enum DataTransferStatus
{
    Accepted,
    Rejected,
    UnknownMessageId,
    UnknownVendorId,
}
