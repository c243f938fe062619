using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.12.</summary>
internal static class RemoteStopTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<RemoteStopTransactionRequest>(call.Payload.Span).TransactionId;
        var session = Array.Find(station.Connectors, c => c.Session is { IsRunning: true } s && s.Transaction!.CsmsId == id)?.Session;
        if (!station.Boot.IsAccepted)
            session = null; // §4.2: not while pending
        station.Reply(call, new RemoteStopTransactionResponse
        {
            Status = session is null ? RemoteStartStopStatus.Rejected : RemoteStartStopStatus.Accepted,
        });
        if (session is not null)
            _ = station.Sessions.Stop(session, StopReason.Remote);
    }
}
