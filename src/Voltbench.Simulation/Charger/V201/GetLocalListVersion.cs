using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.LocalAuthList;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 D02: 0 for an empty list and where lists are switched off.</summary>
internal static class GetLocalListVersion
{
    public static void Handle(Station station, in RpcInput call) => station.Reply(call, new GetLocalListVersionResponse
    {
        VersionNumber = station.KnownTokens.IsListEnabled ? station.KnownTokens.List.Version : 0,
    });
}
