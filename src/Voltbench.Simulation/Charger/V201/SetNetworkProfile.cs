using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 use case B09.</summary>
internal static class SetNetworkProfile
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SetNetworkProfileRequest>(call.Payload.Span);
        var verdict = station.Security.Network.Set(request.ConfigurationSlot, request.ConnectionData);
        station.Reply(call, new SetNetworkProfileResponse
        {
            Status = verdict.Status,
            StatusInfo = verdict.ReasonCode is null ? null : new StatusInfo { ReasonCode = verdict.ReasonCode, AdditionalInfo = verdict.Why },
        });
    }
}
