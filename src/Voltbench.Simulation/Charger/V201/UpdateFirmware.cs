using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 L01 and L02: the certificate is judged before the order is taken, a running update gives way unless it is being installed.</summary>
internal static class UpdateFirmware
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<UpdateFirmwareRequest>(call.Payload.Span);
        station.Reply(call, Answer(station, request, out var order));
        if (order is not null)
            station.Firmware.Begin(order);
    }

    private static UpdateFirmwareResponse Answer(Station station, UpdateFirmwareRequest request, out FirmwareOrder? order)
    {
        order = null;
        var firmware = request.Firmware;
        if (firmware.SigningCertificate is null != firmware.Signature is null)
            return Refuse(UpdateFirmwareStatus.Rejected, "MissingParam", "A signature needs a certificate and a certificate a signature.");
        if (firmware.SigningCertificate is { } pem)
        {
            switch (FirmwareTrust.Judge(station, pem))
            {
                case FirmwareVerdict.Invalid:
                    return Refuse(UpdateFirmwareStatus.InvalidCertificate, "InvalidCertificate", "The signing certificate is not trusted.");
                case FirmwareVerdict.Revoked:
                    return Refuse(UpdateFirmwareStatus.RevokedCertificate, "InvalidCertificate", "The signing certificate is revoked.");
            }
        }

        else if (!station.Configuration.Get(StandardSettings.AllowUnsignedFirmware))
        {
            return Refuse(UpdateFirmwareStatus.Rejected, "MissingParam", "This station takes signed firmware alone.");
        }

        if (station.Firmware.IsPastReturn)
            return Refuse(UpdateFirmwareStatus.Rejected, "FwUpdateInProgress", "Firmware is being installed.");
        var options = station.Fleet.Options;
        order = new FirmwareOrder
        {
            Kind = FirmwareKind.V201,
            RequestId = request.RequestId,
            Location = firmware.Location,
            RetrieveAt = firmware.RetrieveDateTime,
            InstallAt = firmware.InstallDateTime,
            SigningCertificate = firmware.SigningCertificate,
            Signature = firmware.Signature,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryIntervalSeconds = Math.Max(0, request.RetryInterval ?? (int)options.TransferRetryInterval.TotalSeconds),
        };
        return new UpdateFirmwareResponse
        {
            Status = station.Firmware.IsBusy ? UpdateFirmwareStatus.AcceptedCanceled : UpdateFirmwareStatus.Accepted,
        };
    }

    private static UpdateFirmwareResponse Refuse(UpdateFirmwareStatus status, string reason, string why)
        => new() { Status = status, StatusInfo = new StatusInfo { ReasonCode = reason, AdditionalInfo = why } };
}
