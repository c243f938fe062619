using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.FirmwareManagement;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 L04.</summary>
internal static class UnpublishFirmware
{
    public static void Handle(Station station, in RpcInput call)
    {
        var checksum = OcppJson.Deserialize<UnpublishFirmwareRequest>(call.Payload.Span).Checksum;
        station.Reply(call, new UnpublishFirmwareResponse { Status = station.Publication.Withdraw(checksum) });
    }
}
