using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.DisplayMessages;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 O05.</summary>
internal static class ClearDisplayMessage
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<ClearDisplayMessageRequest>(call.Payload.Span).Id;
        var isGone = station.DisplayIfAny?.Remove(id) == true;
        station.Reply(call, new ClearDisplayMessageResponse { Status = isGone ? ClearMessageStatus.Accepted : ClearMessageStatus.Unknown });
    }
}
