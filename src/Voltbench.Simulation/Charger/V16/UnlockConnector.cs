using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.18: a running transaction ends first; a lock that is stuck stays closed. A cable that is fixed to the station is no lock (§7.49).</summary>
internal static class UnlockConnector
{
    public static void Handle(Station station, in RpcInput call)
    {
        var connector = station.Find(OcppJson.Deserialize<UnlockConnectorRequest>(call.Payload.Span).ConnectorId);
        if (connector is { HasSocket: true, Session: { } session })
            _ = station.Sessions.Stop(session, StopReason.UnlockCommand);
        station.Reply(call, new UnlockConnectorResponse
        {
            Status = connector is not { HasSocket: true } ? UnlockStatus.NotSupported
                : station.Sessions.Unlock(connector) ? UnlockStatus.Unlocked
                : UnlockStatus.UnlockFailed,
        });
    }
}
