using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F05: not while a transaction is authorized, and not when the lock is stuck.</summary>
internal static class UnlockConnector
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<UnlockConnectorRequest>(call.Payload.Span);
        var connector = request.ConnectorId == 1 ? station.Find(request.EvseId) : null;
        var status = connector switch
        {
            null => UnlockStatus.UnknownConnector,
            { Session: { IsRunning: true, IsAuthorized: true } } => UnlockStatus.OngoingAuthorizedTransaction,
            _ => station.Sessions.Unlock(connector) ? UnlockStatus.Unlocked : UnlockStatus.UnlockFailed,
        };
        station.Reply(call, new UnlockConnectorResponse { Status = status });
    }
}
