using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.RemoteTrigger;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper, use case A02: what TriggerMessage can ask for, and a new key of the station.</summary>
internal static class ExtendedTriggerMessage
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ExtendedTriggerMessageRequest>(call.Payload.Span);
        station.Reply(call, new ExtendedTriggerMessageResponse { Status = Trigger(station, request) });
    }

    private static TriggerMessageStatus Trigger(Station station, ExtendedTriggerMessageRequest request)
    {
        switch (request.RequestedMessage)
        {
            case ExtendedMessageTrigger.BootNotification:
                return Plain(station, MessageTrigger.BootNotification, request);
            case var _ when !station.Boot.IsAccepted:
                return TriggerMessageStatus.Rejected;
            case ExtendedMessageTrigger.SignChargePointCertificate:
                station.Security.Signing.Begin(CertificateSigningUse.ChargingStationCertificate);
                return TriggerMessageStatus.Accepted;
            case ExtendedMessageTrigger.LogStatusNotification:
                station.Logs.Repeat(LogKind.V16);
                return TriggerMessageStatus.Accepted;
            case ExtendedMessageTrigger.FirmwareStatusNotification: // that of signed updates
                station.Firmware.Repeat(FirmwareKind.Signed);
                return TriggerMessageStatus.Accepted;
            case ExtendedMessageTrigger.Heartbeat:
                return Plain(station, MessageTrigger.Heartbeat, request);
            case ExtendedMessageTrigger.MeterValues:
                return Plain(station, MessageTrigger.MeterValues, request);
            case ExtendedMessageTrigger.StatusNotification:
                return Plain(station, MessageTrigger.StatusNotification, request);
            default:
                return TriggerMessageStatus.NotImplemented;
        }
    }

    private static TriggerMessageStatus Plain(Station station, MessageTrigger wanted, ExtendedTriggerMessageRequest request)
        => TriggerMessage.Trigger(station, new TriggerMessageRequest { RequestedMessage = wanted, ConnectorId = request.ConnectorId });
}
