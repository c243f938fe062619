using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Fleet;
using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation;

namespace Voltbench.Lab.Certificates;

/// <summary>
/// The factory of the chargers: signs their first certificates with the lab's authority, which is made when the first charger needs it. Gateways of one
/// cluster have to share its folder (<c>Tls:Authority</c>), or each signs with its own.
/// </summary>
public sealed partial class StationAuthority(TlsOptions tls, TimeProvider time, ILogger<StationAuthority> log) : IStationCertificates
{
    private const int MaxContracts = 10_000;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    private readonly ConcurrentDictionary<string, string> _contracts = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private AuthorityFolder? _folder;

    public IReadOnlyList<X509Certificate2> Roots { get; } = tls.Roots();

    public string? Sign(string signingRequest) => Use(ca => ca.Sign(signingRequest, CertificatePurpose.Station, Validity));

    public string? Contract(string emaid)
    {
        if (_contracts.TryGetValue(emaid, out var known))
            return known;
        if (_contracts.Count >= MaxContracts)
            _contracts.Clear();
        return Use(ca => ca.Contract(emaid, Validity, tls.OcspResponder)) is { } made ? _contracts[emaid] = made : null;
    }

    private string? Use(Func<AuthorityFolder, string?> action)
    {
        try
        {
            lock (_gate)
                return action(_folder ??= AuthorityFolder.Open(tls.Authority, time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            LogUnusable(log, e, tls.Authority);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The certificate authority in {Folder} cannot be used; chargers of security profile 3 get no certificate")]
    private static partial void LogUnusable(ILogger logger, Exception error, string folder);
}
