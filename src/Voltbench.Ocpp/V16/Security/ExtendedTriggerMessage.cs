using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Asks for a message to be sent now, those of the whitepaper included. Sent by the central system (OCPP 1.6 security whitepaper, use case A02).</summary>
public sealed record ExtendedTriggerMessageRequest
{
    public required ExtendedMessageTrigger RequestedMessage { get; init; }

    public int? ConnectorId { get; init; }
}

public sealed record ExtendedTriggerMessageResponse
{
    public required TriggerMessageStatus Status { get; init; }
}

public enum ExtendedMessageTrigger
{
    BootNotification,
    LogStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    SignChargePointCertificate,
    StatusNotification,
}
