using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper L01: the certificate is judged before the order is taken (FR.23–25), a running update gives way (FR.26) unless it is being installed (FR.27).</summary>
internal static class SignedUpdateFirmware
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SignedUpdateFirmwareRequest>(call.Payload.Span);
        var verdict = FirmwareTrust.Judge(station, request.Firmware.SigningCertificate);
        if (verdict != FirmwareVerdict.Trusted)
        {
            var refusal = verdict == FirmwareVerdict.Revoked ? UpdateFirmwareStatus.RevokedCertificate : UpdateFirmwareStatus.InvalidCertificate;
            station.Reply(call, new SignedUpdateFirmwareResponse { Status = refusal });
            return;
        }

        if (station.Firmware.IsPastReturn)
        {
            station.Reply(call, new SignedUpdateFirmwareResponse { Status = UpdateFirmwareStatus.Rejected });
            return;
        }

        var status = station.Firmware.IsBusy ? UpdateFirmwareStatus.AcceptedCanceled : UpdateFirmwareStatus.Accepted;
        station.Reply(call, new SignedUpdateFirmwareResponse { Status = status });
        var options = station.Fleet.Options;
        station.Firmware.Begin(new FirmwareOrder
        {
            Kind = FirmwareKind.Signed,
            RequestId = request.RequestId,
            Location = request.Firmware.Location,
            RetrieveAt = request.Firmware.RetrieveDateTime,
            InstallAt = request.Firmware.InstallDateTime,
            SigningCertificate = request.Firmware.SigningCertificate,
            Signature = request.Firmware.Signature,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryIntervalSeconds = Math.Max(0, request.RetryInterval ?? (int)options.TransferRetryInterval.TotalSeconds),
        });
    }
}
