using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.FirmwareManagement;

/// <summary>Asks a local controller to offer firmware no longer. Sent by the CSMS (OCPP 2.0.1 part 2, use case L04).</summary>
public sealed record UnpublishFirmwareRequest
{
    /// <summary>MD5, 32 hexadecimal digits.</summary>
    [MaxLength(32)]
    public required string Checksum { get; init; }
}

public sealed record UnpublishFirmwareResponse
{
    public required UnpublishFirmwareStatus Status { get; init; }
}

public enum UnpublishFirmwareStatus
{
    DownloadOngoing,
    NoFirmware,
    Unpublished,
}
