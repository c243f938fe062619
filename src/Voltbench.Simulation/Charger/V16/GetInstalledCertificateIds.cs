using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper, use case M03.</summary>
internal static class GetInstalledCertificateIds
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetInstalledCertificateIdsRequest>(call.Payload.Span);
        var use = request.CertificateType == CertificateUse.CentralSystemRootCertificate ? RootUse.Csms : RootUse.Manufacturer;
        var store = station.Security.Certificates;
        var found = store.Open(use).Select(c => HashDataOf(store.HashOf(c, CertificateHashAlgorithm.SHA256))).ToList();
        station.Reply(call, new GetInstalledCertificateIdsResponse
        {
            Status = found.Count > 0 ? GetInstalledCertificateStatus.Accepted : GetInstalledCertificateStatus.NotFound,
            CertificateHashData = found.Count > 0 ? found : null,
        });
    }

    private static CertificateHashData HashDataOf(CertificateHash hash) => new()
    {
        HashAlgorithm = Enum.Parse<HashAlgorithm>(hash.Algorithm.ToString()),
        IssuerNameHash = hash.IssuerNameHash,
        IssuerKeyHash = hash.IssuerKeyHash,
        SerialNumber = hash.SerialNumber,
    };
}
