using System.Text.Json;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.DataTransfer;

/// <summary>Carries what a vendor adds to the protocol. Sent by either side (OCPP 2.0.1 part 2, use cases P01, P02).</summary>
public sealed record DataTransferRequest
{
    [MaxLength(50)]
    public string? MessageId { get; init; }

    public JsonElement? Data { get; init; }

    [MaxLength(255)]
    public required string VendorId { get; init; }
}

public sealed record DataTransferResponse
{
    public required DataTransferStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    public JsonElement? Data { get; init; }
}

public enum DataTransferStatus
{
    Accepted,
    Rejected,
    UnknownMessageId,
    UnknownVendorId,
}
