using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.FirmwareManagement;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>
/// OCPP 1.6 §5.19. The answer says nothing; an update that is being installed goes on, any other gives way. A station that takes signed firmware alone does not know
/// the message (security whitepaper L01.FR.20).
/// </summary>
internal static class UpdateFirmware
{
    public static void Handle(Station station, in RpcInput call)
    {
        if (!station.Configuration.Get(StandardSettings.AllowUnsignedFirmware))
        {
            station.Reply(call, RpcErrorCode.NotSupported, "This station takes signed firmware alone: SignedUpdateFirmware.");
            return;
        }

        var request = OcppJson.Deserialize<UpdateFirmwareRequest>(call.Payload.Span);
        station.Reply(call, new UpdateFirmwareResponse());
        if (station.Firmware.IsPastReturn)
            return;
        var options = station.Fleet.Options;
        station.Firmware.Begin(new FirmwareOrder
        {
            Kind = FirmwareKind.Plain,
            Location = request.Location,
            RetrieveAt = request.RetrieveDate,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryIntervalSeconds = Math.Max(0, request.RetryInterval ?? (int)options.TransferRetryInterval.TotalSeconds),
        });
    }
}
