using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.DisplayMessages;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 O01, O02, O06.</summary>
internal static class SetDisplayMessage
{
    public static void Handle(Station station, in RpcInput call)
        => station.Reply(call, station.Display.Set(OcppJson.Deserialize<SetDisplayMessageRequest>(call.Payload.Span).Message));
}
