using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>What an installed root is for.</summary>
internal enum RootUse : byte
{
    Csms,
    Manufacturer,
    V2G,
    MO,
}

/// <summary>A root that the CSMS installed.</summary>
internal sealed record StoredRoot
{
    [JsonPropertyName("use")]
    public RootUse Use { get; init; }

    [JsonPropertyName("der")]
    public required byte[] Der { get; init; }

    /// <summary>The one before the present root, until the present one has proved itself (M05.FR.11–13 of the whitepaper).</summary>
    [JsonPropertyName("old")]
    public bool IsFallback { get; init; }

    public X509Certificate2 Open() => X509CertificateLoader.LoadCertificate(Der);
}
