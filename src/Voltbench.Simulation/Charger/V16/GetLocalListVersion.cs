using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.LocalAuthList;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.10: 0 for an empty list, −1 where lists are switched off.</summary>
internal static class GetLocalListVersion
{
    public static void Handle(Station station, in RpcInput call) => station.Reply(call, new GetLocalListVersionResponse
    {
        ListVersion = station.KnownTokens.IsListEnabled ? station.KnownTokens.List.Version : -1,
    });
}
