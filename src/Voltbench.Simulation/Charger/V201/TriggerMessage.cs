using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F06. While the station is not accepted only BootNotification can be asked for.</summary>
internal static class TriggerMessage
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<TriggerMessageRequest>(call.Payload.Span);
        var status = Trigger(station, request, out var reason);
        station.Reply(call, new TriggerMessageResponse { Status = status, StatusInfo = reason is null ? null : new StatusInfo { ReasonCode = reason } });
    }

    private static TriggerMessageStatus Trigger(Station station, TriggerMessageRequest request, out string? reason)
    {
        reason = null;
        switch (request.RequestedMessage)
        {
            case MessageTrigger.BootNotification when station.Boot.IsAccepted:
                return TriggerMessageStatus.Rejected; // F06.FR.17: only before it was accepted
            case MessageTrigger.BootNotification:
                station.Boot.Repeat();
                return TriggerMessageStatus.Accepted;
            case var _ when !station.Boot.IsAccepted:
                reason = "CSNotAccepted";
                return TriggerMessageStatus.Rejected;
            case MessageTrigger.FirmwareStatusNotification or MessageTrigger.LogStatusNotification or MessageTrigger.PublishFirmwareStatusNotification:
                return FileTrigger.Run(station, request.RequestedMessage);
            case MessageTrigger.MeterValues or MessageTrigger.StatusNotification or MessageTrigger.TransactionEvent when !IsKnown(station, request.Evse):
                reason = "UnknownEvse";
                return TriggerMessageStatus.Rejected;
            case MessageTrigger.Heartbeat:
                station.Heartbeat.Repeat();
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.MeterValues:
                return Triggers.MeterValues(station, request.Evse?.Id) ? TriggerMessageStatus.Accepted : TriggerMessageStatus.Rejected;
            case MessageTrigger.SignChargingStationCertificate or MessageTrigger.SignV2GCertificate or MessageTrigger.SignCombinedCertificate:
                return SignTrigger.Run(station, request.RequestedMessage);
            case MessageTrigger.StatusNotification:
                return station.Statuses.Repeat(request.Evse?.Id) ? TriggerMessageStatus.Accepted : TriggerMessageStatus.Rejected;
            case MessageTrigger.TransactionEvent when TellTransactions(station, request.Evse?.Id):
                return TriggerMessageStatus.Accepted;
            case MessageTrigger.TransactionEvent:
                reason = "TxNotFound";
                return TriggerMessageStatus.Rejected;
            default:
                return TriggerMessageStatus.NotImplemented;
        }
    }

    private static bool IsKnown(Station station, Evse? evse) => evse is null || (evse.ConnectorId is null or 1 && station.Find(evse.Id) is not null);

    private static bool TellTransactions(Station station, int? evseId)
    {
        var isAny = false;
        foreach (var connector in station.Connectors)
        {
            if ((evseId is not null && connector.Id != evseId) || connector.Session is not { IsRunning: true } session)
                continue;
            V201Transactions.Triggered(station, session);
            isAny = true;
        }

        if (isAny)
            station.Memory.StateChanged(); // the sequence number
        return isAny;
    }
}
