using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// The station's certificates: roots that the CSMS installed (M05), its own with their keys, and requests under way. Kept as bytes; certificates are opened
/// for the moment that needs them.
/// </summary>
internal sealed partial class CertificateStore(Station station) : IDocument
{
    public const string DocumentName = "certificates";

    private CertificatesRecord _kept = new();
    private byte[]? _anchor;
    private bool _usePrevious;
    private bool _isFactoryAsked;

    public string Name => DocumentName;

    public IReadOnlyList<StoredRoot> Roots => _kept.Roots;

    /// <summary>The certificate towards the CSMS; null before the first.</summary>
    public OwnCertificate? Client => _kept.Client;

    /// <summary>The certificate towards EVs (ISO 15118), with what is above it.</summary>
    public OwnCertificate? V2G => _kept.V2G;

    /// <summary>Requests that the CSMS has not answered with a certificate, by what they are for.</summary>
    public IReadOnlyList<SigningRequest> Requests => _kept.Requests;

    public ReadOnlyMemory<byte> Write() => _kept == CertificatesRecord.Empty ? default : JsonSerializer.SerializeToUtf8Bytes(_kept, SecurityJson.Default.CertificatesRecord);

    public void Read(ReadOnlyMemory<byte> json) => _kept = JsonSerializer.Deserialize(json.Span, SecurityJson.Default.CertificatesRecord) ?? new CertificatesRecord();

    public void Clear() => _kept = CertificatesRecord.Empty;

    /// <summary>What the station brings along to a secured connection.</summary>
    public LinkTls LinkTls(bool withClient, StationLink link)
    {
        var own = withClient ? ClientFor(station.ClockNow) : null;
        return new LinkTls
        {
            Roots = Open(RootUse.Csms) is { Count: > 0 } roots ? roots : null,
            Certificate = own?.WithKey(),
            Intermediates = own?.Above() ?? [],
            Verified = anchor => link.Anchor = anchor.RawData,
        };
    }

    /// <summary>A connection is open; it was verified by that root, or by none of the station's own.</summary>
    public void OnConnected(byte[]? anchor)
    {
        _anchor = anchor;
        if (anchor is null || !_kept.Roots.Any(static r => r.IsFallback))
            return;
        // M05.FR.12: the new root has proved itself; had it been the old one, both stay.
        if (_kept.Roots.Any(r => r.Use == RootUse.Csms && !r.IsFallback && r.Der.AsSpan().SequenceEqual(anchor)))
            Keep(_kept with { Roots = [.. _kept.Roots.Where(static r => !r.IsFallback)] });
    }

    /// <summary>The CSMS would not have the certificate: the one before it has its turn (A02.FR.10 of the whitepaper keeps it for that).</summary>
    public void OnRefused() => _usePrevious = !_usePrevious && _kept.Previous is not null;

    /// <summary>Certificates of one use, those that are no longer or not yet valid included.</summary>
    public IReadOnlyList<X509Certificate2> Open(RootUse use) => [.. _kept.Roots.Where(r => r.Use == use).Select(static r => r.Open())];

    /// <summary>Whether the station can verify a CSMS with a root that was installed (A05.FR.03).</summary>
    public bool HasValidCsmsRoot => Open(RootUse.Csms).Any(c => IsValid(c, station.ClockNow));

    /// <summary>Whether the station can prove itself with a certificate (A05.FR.04).</summary>
    public bool HasValidClient => _kept.Client?.IsValidAt(station.ClockNow) == true;

    /// <summary>A key whose certificate is on its way.</summary>
    public void Add(SigningRequest request) => Keep(_kept with { Requests = [.. _kept.Requests.Where(r => r.Use != request.Use), request] });

    public void Drop(CertificateSigningUse use) => Keep(_kept with { Requests = [.. _kept.Requests.Where(r => r.Use != use)] });

    /// <summary>The certificate of a request: at once when it is valid already, otherwise when its time begins (A02.FR.08).</summary>
    public void Take(SigningRequest request, IReadOnlyList<X509Certificate2> chain)
    {
        var own = OwnCertificate.Of(request.Key, chain);
        Keep(_kept with { Requests = [.. _kept.Requests.Where(r => r.Use != request.Use)] });
        if (request.Use == CertificateSigningUse.V2GCertificate)
            Keep(_kept with { V2G = own });
        else if (own.NotBefore > station.ClockNow)
            Keep(_kept with { Next = own });
        else
            Switch(own);
    }

    /// <summary>Valid from later on.</summary>
    public OwnCertificate? Next => _kept.Next;

    /// <summary>Goes over to the certificate that was not valid yet, when it is now.</summary>
    public bool Promote()
    {
        if (_kept.Next is not { } next || !next.IsValidAt(station.ClockNow))
            return false;
        Switch(next);
        return true;
    }

    private void Switch(OwnCertificate own)
    {
        _usePrevious = false;
        Keep(_kept with { Client = own, Previous = _kept.Client, Next = null });
    }

    /// <summary>The client certificate to show: the newest that is valid; a new station gets its first one from the lab, as from its factory.</summary>
    private OwnCertificate? ClientFor(DateTimeOffset now)
    {
        Promote();
        if (_kept.Client is null && !_isFactoryAsked)
        {
            _isFactoryAsked = true;
            Equip();
        }

        return _usePrevious && _kept.Previous?.IsValidAt(now) == true ? _kept.Previous : _kept.Client;
    }

    private void Equip()
    {
        if (station.Fleet.Certificates is not { } factory)
            return;
        using var key = KeyPair.Create(station.Fleet.Options.StationKey);
        if (factory.Sign(key.SigningRequest(CertificateSigning.SubjectOf(station))) is { } pem && CertificateChain.Read(pem) is { Count: > 0 } chain)
            Keep(_kept with { Client = OwnCertificate.Of(key.Export(), chain) });
    }

    private void Keep(CertificatesRecord record)
    {
        _kept = record;
        station.Memory.Changed(this);
    }

    private static bool IsValid(X509Certificate2 certificate, DateTimeOffset now)
        => certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private int MaxLength => station.Configuration.Get(StandardSettings.CertificateStoreMaxLength);
}

/// <summary>A certificate request under way.</summary>
internal sealed record SigningRequest
{
    [JsonPropertyName("use")]
    public CertificateSigningUse Use { get; init; }

    /// <summary>PKCS#8.</summary>
    [JsonPropertyName("key")]
    public required byte[] Key { get; init; }

    /// <summary>PEM.</summary>
    [JsonPropertyName("csr")]
    public required string Csr { get; init; }
}

internal sealed record CertificatesRecord
{
    public static readonly CertificatesRecord Empty = new();

    [JsonPropertyName("roots")]
    public IReadOnlyList<StoredRoot> Roots { get; init; } = [];

    [JsonPropertyName("client")]
    public OwnCertificate? Client { get; init; }

    [JsonPropertyName("previous")]
    public OwnCertificate? Previous { get; init; }

    /// <summary>Valid from a later time on.</summary>
    [JsonPropertyName("next")]
    public OwnCertificate? Next { get; init; }

    [JsonPropertyName("v2g")]
    public OwnCertificate? V2G { get; init; }

    [JsonPropertyName("requests")]
    public IReadOnlyList<SigningRequest> Requests { get; init; } = [];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CertificatesRecord))]
[JsonSerializable(typeof(SecurityEventsRecord))]
[JsonSerializable(typeof(NetworkRecord))]
internal sealed partial class SecurityJson : JsonSerializerContext;
