using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 use case M05.</summary>
internal static class InstallCertificate
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<InstallCertificateRequest>(call.Payload.Span);
        var use = request.CertificateType switch
        {
            InstallCertificateUse.CSMSRootCertificate => RootUse.Csms,
            InstallCertificateUse.ManufacturerRootCertificate => RootUse.Manufacturer,
            InstallCertificateUse.V2GRootCertificate => RootUse.V2G,
            _ => RootUse.MO,
        };
        var verdict = station.Security.Certificates.Install(use, request.Certificate);
        station.Reply(call, new InstallCertificateResponse
        {
            Status = verdict.Status == StoreStatus.Accepted ? InstallCertificateStatus.Accepted : InstallCertificateStatus.Rejected,
            StatusInfo = verdict.ReasonCode is null ? null : new StatusInfo { ReasonCode = verdict.ReasonCode, AdditionalInfo = verdict.Why },
        });
    }
}
