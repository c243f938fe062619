using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.FirmwareManagement;

/// <summary>Asks a local controller to fetch and offer firmware. Sent by the CSMS (OCPP 2.0.1 part 2, use case L03).</summary>
public sealed record PublishFirmwareRequest
{
    [MaxLength(512)]
    public required string Location { get; init; }

    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    /// <summary>MD5, 32 hexadecimal digits.</summary>
    [MaxLength(32)]
    public required string Checksum { get; init; }

    public required int RequestId { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }
}

public sealed record PublishFirmwareResponse
{
    public required GenericStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}
