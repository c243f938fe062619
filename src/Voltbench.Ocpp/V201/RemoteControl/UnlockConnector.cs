using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.RemoteControl;

/// <summary>Asks for a connector to be unlocked. Sent by the CSMS (OCPP 2.0.1 part 2, use case F05).</summary>
public sealed record UnlockConnectorRequest
{
    public required int EvseId { get; init; }

    public required int ConnectorId { get; init; }
}

public sealed record UnlockConnectorResponse
{
    public required UnlockStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum UnlockStatus
{
    Unlocked,
    UnlockFailed,
    OngoingAuthorizedTransaction,
    UnknownConnector,
}
