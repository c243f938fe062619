using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.FirmwareManagement;

/// <summary>Asks for firmware to be fetched and installed. Sent by the central system (OCPP 1.6 §5.19).</summary>
public sealed record UpdateFirmwareRequest
{
    public required string Location { get; init; }

    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    public required DateTimeOffset RetrieveDate { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }
}

public sealed record UpdateFirmwareResponse;
