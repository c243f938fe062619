using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>A certificate of the station with its private key, as it is kept.</summary>
internal sealed record OwnCertificate
{
    /// <summary>PKCS#8.</summary>
    [JsonPropertyName("key")]
    public required byte[] Key { get; init; }

    /// <summary>DER, leaf first, then what is above it.</summary>
    [JsonPropertyName("chain")]
    public required IReadOnlyList<byte[]> Chain { get; init; }

    [JsonPropertyName("from")]
    public required DateTimeOffset NotBefore { get; init; }

    [JsonPropertyName("to")]
    public required DateTimeOffset NotAfter { get; init; }

    public static OwnCertificate Of(byte[] key, IReadOnlyList<X509Certificate2> chain) => new()
    {
        Key = key,
        Chain = [.. chain.Select(static c => c.RawData)],
        NotBefore = chain[0].NotBefore.ToUniversalTime(),
        NotAfter = chain[0].NotAfter.ToUniversalTime(),
    };

    public bool IsValidAt(DateTimeOffset now) => NotBefore <= now && now <= NotAfter;

    public X509Certificate2 Leaf() => X509CertificateLoader.LoadCertificate(Chain[0]);

    public IReadOnlyList<X509Certificate2> Above() => [.. Chain.Skip(1).Select(static der => X509CertificateLoader.LoadCertificate(der))];

    /// <summary>The leaf together with its key, for TLS. Nothing holds on to it: an idle station keeps bytes, not handles.</summary>
    public X509Certificate2 WithKey()
    {
        using var key = KeyPair.Import(Key);
        using var leaf = Leaf();
        return key.Join(leaf);
    }
}
