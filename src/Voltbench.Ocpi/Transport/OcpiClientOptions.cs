using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpi.Transport;

/// <summary>Limits of calls to peers.</summary>
public sealed record OcpiClientOptions
{
    /// <summary>From the call to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>TCP and TLS together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Body of an answer, unpacked, bytes.</summary>
    public int MaxResponseBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Header of an answer, KiB.</summary>
    public int MaxHeaderKilobytes { get; init; } = 32;

    /// <summary>Connections to one host and port.</summary>
    public int MaxConnectionsPerHost { get; init; } = 64;

    /// <summary>Asked for the very address that is connected to: why not, or null. Null allows all.</summary>
    public Func<IPAddress, string?>? Objection { get; init; }

    /// <summary>Authorities to trust instead of the machine's; null or empty takes the machine's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>False accepts any certificate: for a bench, never for production.</summary>
    public bool VerifyServer { get; init; } = true;

    /// <summary>Told of every exchange once it has ended; must be quick and must not throw.</summary>
    public Action<OcpiExchange>? Observe { get; init; }
}

/// <summary>An exchange that has ended.</summary>
/// <param name="Request">With the ids that were sent.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Answer">Body of the answer as far as it was read; empty when none came.</param>
/// <param name="At">When it began.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record OcpiExchange(OcpiRequest Request, OcpiOutcome Outcome, ReadOnlyMemory<byte> Answer, DateTimeOffset At, TimeSpan Elapsed);
