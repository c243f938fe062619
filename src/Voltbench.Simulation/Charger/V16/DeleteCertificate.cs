using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper, use case M04.</summary>
internal static class DeleteCertificate
{
    public static void Handle(Station station, in RpcInput call)
    {
        var hash = OcppJson.Deserialize<DeleteCertificateRequest>(call.Payload.Span).CertificateHashData;
        var verdict = station.Security.Certificates.Delete(new CertificateHash(
            Enum.Parse<CertificateHashAlgorithm>(hash.HashAlgorithm.ToString()), hash.IssuerNameHash, hash.IssuerKeyHash, hash.SerialNumber));
        station.Reply(call, new DeleteCertificateResponse
        {
            Status = verdict.Status switch
            {
                StoreStatus.Accepted => DeleteCertificateStatus.Accepted,
                StoreStatus.NotFound => DeleteCertificateStatus.NotFound,
                _ => DeleteCertificateStatus.Failed,
            },
        });
    }
}
