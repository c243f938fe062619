using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 use case M04.</summary>
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
            StatusInfo = verdict.ReasonCode is null ? null : new StatusInfo { ReasonCode = verdict.ReasonCode, AdditionalInfo = verdict.Why },
        });
    }
}
