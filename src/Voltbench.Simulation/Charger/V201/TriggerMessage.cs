using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F06. While the station is not accepted only BootNotification can be asked for.</summary>
internal static class TriggerMessage
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<TriggerMessageRequest>(call.Payload.Span);
        station.Reply(call, new TriggerMessageResponse { Status = Trigger(station, request) });
    }

    private static TriggerMessageStatus Trigger(Station station, TriggerMessageRequest request)
    {
        switch (request.RequestedMessage)
        {
            case MessageTrigger.BootNotification when station.Boot.IsAccepted:
                return TriggerMessageStatus.Rejected; // F06.FR.17: only before it was accepted
            case MessageTrigger.BootNotification:
                station.Boot.Repeat();
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.SignChargingStationCertificate or MessageTrigger.SignV2GCertificate or MessageTrigger.SignCombinedCertificate
                when station.Boot.IsAccepted:
                return SignTrigger.Run(station, request.RequestedMessage);
            case MessageTrigger.Heartbeat or MessageTrigger.StatusNotification when !station.Boot.IsAccepted:
                return TriggerMessageStatus.Rejected;
            case MessageTrigger.FirmwareStatusNotification or MessageTrigger.LogStatusNotification or MessageTrigger.PublishFirmwareStatusNotification:
                return FileTrigger.Run(station, request.RequestedMessage);
            case MessageTrigger.Heartbeat:
                station.Heartbeat.Repeat();
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.StatusNotification when request.Evse?.ConnectorId is not (null or 1):
                return TriggerMessageStatus.Rejected;
            case MessageTrigger.StatusNotification:
                return station.Statuses.Repeat(request.Evse?.Id) ? TriggerMessageStatus.Accepted : TriggerMessageStatus.Rejected;
            default:
                return TriggerMessageStatus.NotImplemented;
        }
    }
}
