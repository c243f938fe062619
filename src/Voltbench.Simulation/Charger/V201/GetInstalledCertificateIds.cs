using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 use case M03.</summary>
internal static class GetInstalledCertificateIds
{
    private static readonly (RootUse Use, GetCertificateIdUse Wire)[] Uses =
    [
        (RootUse.V2G, GetCertificateIdUse.V2GRootCertificate),
        (RootUse.MO, GetCertificateIdUse.MORootCertificate),
        (RootUse.Csms, GetCertificateIdUse.CSMSRootCertificate),
        (RootUse.Manufacturer, GetCertificateIdUse.ManufacturerRootCertificate),
    ];

    public static void Handle(Station station, in RpcInput call)
    {
        var wanted = OcppJson.Deserialize<GetInstalledCertificateIdsRequest>(call.Payload.Span).CertificateType;
        var store = station.Security.Certificates;
        var found = new List<CertificateHashDataChain>();
        foreach (var (use, wire) in Uses)
        {
            if (wanted?.Contains(wire) != false)
                found.AddRange(store.Open(use).Select(c => new CertificateHashDataChain { CertificateType = wire, CertificateHashData = Wire(store.HashOf(c, CertificateHashAlgorithm.SHA256)) }));
        }

        if (wanted?.Contains(GetCertificateIdUse.V2GCertificateChain) != false && store.V2G is { } own)
            found.Add(ChainOf(store, own));
        station.Reply(call, new GetInstalledCertificateIdsResponse
        {
            Status = found.Count > 0 ? GetInstalledCertificateStatus.Accepted : GetInstalledCertificateStatus.NotFound,
            CertificateHashDataChain = found.Count > 0 ? found : null,
        });
    }

    // The leaf names the chain; what is above it, at most four, are its children (M03.FR.05).
    private static CertificateHashDataChain ChainOf(CertificateStore store, OwnCertificate own) => new()
    {
        CertificateType = GetCertificateIdUse.V2GCertificateChain,
        CertificateHashData = Wire(store.HashOf(own, 0, CertificateHashAlgorithm.SHA256)),
        ChildCertificateHashData = own.Chain.Count > 1
            ? [.. Enumerable.Range(1, Math.Min(4, own.Chain.Count - 1)).Select(i => Wire(store.HashOf(own, i, CertificateHashAlgorithm.SHA256)))]
            : null,
    };

    private static CertificateHashData Wire(CertificateHash hash) => new()
    {
        HashAlgorithm = Enum.Parse<HashAlgorithm>(hash.Algorithm.ToString()),
        IssuerNameHash = hash.IssuerNameHash,
        IssuerKeyHash = hash.IssuerKeyHash,
        SerialNumber = hash.SerialNumber,
    };
}
