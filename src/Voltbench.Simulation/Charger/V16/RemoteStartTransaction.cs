using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.11. The lab's car is always there: it is plugged in and charging begins. A charging profile is not evaluated.</summary>
internal static class RemoteStartTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<RemoteStartTransactionRequest>(call.Payload.Span);
        var refusal = station.StartRemotely(request.ConnectorId, new Token(request.IdTag), new RemoteStart(null), out _);
        station.Reply(call, new RemoteStartTransactionResponse
        {
            Status = refusal is null ? RemoteStartStopStatus.Accepted : RemoteStartStopStatus.Rejected,
        });
    }
}
