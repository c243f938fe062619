using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 L03: the station acts as a local controller.</summary>
internal static class PublishFirmware
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<PublishFirmwareRequest>(call.Payload.Span);
        var refusal = station.Publication.Begin(request);
        station.Reply(call, new PublishFirmwareResponse
        {
            Status = refusal is null ? GenericStatus.Accepted : GenericStatus.Rejected,
            StatusInfo = refusal,
        });
    }
}
