using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper, use case M05.</summary>
internal static class InstallCertificate
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<InstallCertificateRequest>(call.Payload.Span);
        var use = request.CertificateType == CertificateUse.CentralSystemRootCertificate ? RootUse.Csms : RootUse.Manufacturer;
        var verdict = station.Security.Certificates.Install(use, request.Certificate);
        var isRefused = verdict.Status != StoreStatus.Accepted;
        station.Reply(call, new InstallCertificateResponse
        {
            Status = isRefused ? InstallCertificateStatus.Rejected : InstallCertificateStatus.Accepted,
        });
        if (isRefused && use == RootUse.Csms)
            station.Security.Events.Report(SecurityEvent.InvalidCsmsCertificate, verdict.Why);
    }
}
