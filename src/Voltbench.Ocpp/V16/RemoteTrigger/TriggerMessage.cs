using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.RemoteTrigger;

/// <summary>Asks for a message to be sent now. Sent by the central system (OCPP 1.6 §5.17).</summary>
public sealed record TriggerMessageRequest
{
    public required MessageTrigger RequestedMessage { get; init; }

    public int? ConnectorId { get; init; }
}

public sealed record TriggerMessageResponse
{
    public required TriggerMessageStatus Status { get; init; }
}

public enum MessageTrigger
{
    BootNotification,
    DiagnosticsStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    StatusNotification,
}
