namespace Voltbench.Ocpp.V16.Core;

/// <summary>Asks for a connector to be unlocked. Sent by the central system (OCPP 1.6 §5.18).</summary>
public sealed record UnlockConnectorRequest
{
    public required int ConnectorId { get; init; }
}

public sealed record UnlockConnectorResponse
{
    public required UnlockStatus Status { get; init; }
}

public enum UnlockStatus
{
    Unlocked,
    UnlockFailed,
    NotSupported,
}
