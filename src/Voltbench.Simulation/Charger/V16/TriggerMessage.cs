using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.RemoteTrigger;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.17. While the station is not accepted only BootNotification can be asked for.</summary>
internal static class TriggerMessage
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<TriggerMessageRequest>(call.Payload.Span);
        station.Reply(call, new TriggerMessageResponse { Status = Trigger(station, request) });
    }

    public static TriggerMessageStatus Trigger(Station station, TriggerMessageRequest request)
    {
        switch (request.RequestedMessage)
        {
            case MessageTrigger.BootNotification:
                station.Boot.Repeat();
                return TriggerMessageStatus.Accepted;
            case var _ when !station.Boot.IsAccepted:
                return TriggerMessageStatus.Rejected;
            case MessageTrigger.DiagnosticsStatusNotification:
                station.Logs.Repeat(LogKind.Diagnostics);
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.FirmwareStatusNotification:
                station.Firmware.Repeat(FirmwareKind.Plain);
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.Heartbeat:
                station.Heartbeat.Repeat();
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.MeterValues:
                return Triggers.MeterValues(station, request.ConnectorId) ? TriggerMessageStatus.Accepted : TriggerMessageStatus.Rejected;
            case MessageTrigger.StatusNotification:
                return station.Statuses.Repeat(request.ConnectorId) ? TriggerMessageStatus.Accepted : TriggerMessageStatus.Rejected;
            default:
                return TriggerMessageStatus.NotImplemented;
        }
    }
}
