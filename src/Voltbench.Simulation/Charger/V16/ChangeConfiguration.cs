using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.3.</summary>
internal static class ChangeConfiguration
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ChangeConfigurationRequest>(call.Payload.Span);
        station.Reply(call, new ChangeConfigurationResponse { Status = ConfigurationKeys.Change(station, request.Key, request.Value) });
    }
}
