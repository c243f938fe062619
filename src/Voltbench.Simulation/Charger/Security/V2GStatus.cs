using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// The OCSP status of the station's own V2G chain, which an EV may ask for (2.0.1 M06): fetched through the CSMS when the chain is new and every week after.
/// </summary>
internal sealed class V2GStatus(Station station) : ICallOwner
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan Retry = TimeSpan.FromHours(1);

    private readonly Dictionary<string, string> _results = new(StringComparer.Ordinal);
    private LaneTimer? _refresh;

    /// <summary>OCSP responses as the CSMS gave them, by serial number.</summary>
    public IReadOnlyDictionary<string, string> Results => _results;

    /// <summary>A station that comes back has no status any more.</summary>
    public void Arm()
    {
        if (station.Security.Certificates.V2G is not null)
            station.Arm(ref _refresh, Refresh, TimeSpan.FromSeconds(10));
    }

    /// <summary>Asks for the status of every certificate of the chain that says where to.</summary>
    public void Refresh()
    {
        _results.Clear();
        if (station.Security.Certificates.V2G is not { } own)
            return;
        for (var i = 0; i < own.Chain.Count; i++)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(own.Chain[i]);
            if (ResponderOf(certificate) is not { } url)
                continue;
            var hash = station.Security.Certificates.HashOf(own, i, CertificateHashAlgorithm.SHA256);
            station.Calls.Enqueue(OutCall.Of(new GetCertificateStatusRequest { OcspRequestData = OcspOf(hash, url) }), this, hash.SerialNumber);
        }

        station.Arm(ref _refresh, Refresh, Lifetime);
    }

    public static OcspRequestData OcspOf(in CertificateHash hash, string url) => new()
    {
        HashAlgorithm = Enum.Parse<HashAlgorithm>(hash.Algorithm.ToString()),
        IssuerNameHash = hash.IssuerNameHash,
        IssuerKeyHash = hash.IssuerKeyHash,
        SerialNumber = hash.SerialNumber,
        ResponderUrl = Text.Cut(url, 512),
    };

    /// <summary>Where the status of a certificate is asked; null when it does not say.</summary>
    public static string? ResponderOf(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().FirstOrDefault()?.EnumerateOcspUris().FirstOrDefault();

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End == CallEnd.Result
            && OcppJson.Deserialize<GetCertificateStatusResponse>(answer.Input.Payload.Span) is { Status: GetCertificateStatus.Accepted, OcspResult: { } result })
        {
            _results[(string)tag!] = result;
            return;
        }

        if (answer.End != CallEnd.Lost)
            station.Connection.Report(answer.End == CallEnd.Result ? "The CSMS could not get the OCSP status of the station's V2G certificate." : answer.Problem("GetCertificateStatus"));
        station.Arm(ref _refresh, Refresh, Retry);
    }
}
