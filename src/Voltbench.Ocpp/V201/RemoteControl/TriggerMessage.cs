using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.RemoteControl;

/// <summary>Asks for a message to be sent now. Sent by the CSMS (OCPP 2.0.1 part 2, use case F06).</summary>
public sealed record TriggerMessageRequest
{
    public Evse? Evse { get; init; }

    public required MessageTrigger RequestedMessage { get; init; }
}

public sealed record TriggerMessageResponse
{
    public required TriggerMessageStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum MessageTrigger
{
    BootNotification,
    LogStatusNotification,
    FirmwareStatusNotification,
    Heartbeat,
    MeterValues,
    SignChargingStationCertificate,
    SignV2GCertificate,
    StatusNotification,
    TransactionEvent,
    SignCombinedCertificate,
    PublishFirmwareStatusNotification,
}

public enum TriggerMessageStatus
{
    Accepted,
    Rejected,
    NotImplemented,
}
