using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F05: not while a transaction is authorized.</summary>
internal static class UnlockConnector
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<UnlockConnectorRequest>(call.Payload.Span);
        var status = UnlockStatus.UnknownConnector;
        if (request.ConnectorId == 1 && station.Find(request.EvseId) is { } connector)
            status = connector.Session is { IsRunning: true } ? UnlockStatus.OngoingAuthorizedTransaction : UnlockStatus.Unlocked;
        station.Reply(call, new UnlockConnectorResponse { Status = status });
        if (status == UnlockStatus.Unlocked)
            station.Sessions.Unlock(station.Find(request.EvseId)!);
    }
}
