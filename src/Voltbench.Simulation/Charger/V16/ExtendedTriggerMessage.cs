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
        if (request.RequestedMessage == ExtendedMessageTrigger.SignChargePointCertificate)
        {
            if (!station.Boot.IsAccepted)
                return TriggerMessageStatus.Rejected;
            station.Security.Signing.Begin(CertificateSigningUse.ChargingStationCertificate);
            return TriggerMessageStatus.Accepted;
        }

        if (request.RequestedMessage is ExtendedMessageTrigger.FirmwareStatusNotification or ExtendedMessageTrigger.LogStatusNotification)
        {
            if (!station.Boot.IsAccepted)
                return TriggerMessageStatus.Rejected;
            if (request.RequestedMessage == ExtendedMessageTrigger.LogStatusNotification)
                station.Logs.Repeat(LogKind.V16);
            else
                station.Firmware.Repeat(FirmwareKind.Signed); // L01.FR.28, FR.29: it asks for the signed one's words
            return TriggerMessageStatus.Accepted;
        }

        return Enum.TryParse<MessageTrigger>(request.RequestedMessage.ToString(), out var plain)
            ? TriggerMessage.Trigger(station, new TriggerMessageRequest { RequestedMessage = plain, ConnectorId = request.ConnectorId })
            : TriggerMessageStatus.NotImplemented;
    }
}
