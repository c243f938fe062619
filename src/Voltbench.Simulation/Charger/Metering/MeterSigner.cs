using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>A reading with the meter's signature; the members of 2.0.1's SignedMeterValueType.</summary>
/// <param name="SignedMeterData">The OCMF record, Base64.</param>
/// <param name="SigningMethod">Of OCMF.</param>
/// <param name="EncodingMethod"><c>OCMF</c>.</param>
/// <param name="PublicKey">Base64, or empty where the station is not to send it.</param>
internal sealed record SignedReading(string SignedMeterData, string SigningMethod, string EncodingMethod, string PublicKey);

/// <summary>
/// The signing meter of a charger: records of the Open Charge Metering Format 1.0, signed with a P-256 key of the charger's own that follows from its seed. The
/// records are numbered without gaps, also over restarts.
/// </summary>
internal sealed class MeterSigner(Station station) : IDocument
{
    public const string DocumentName = "ocmf";

    private const string Method = "ECDSA-secp256r1-SHA256";

    private ECDsa? _key;
    private string? _publicKey;
    private string? _keySentWith;
    private long _count;

    string IDocument.Name => DocumentName;

    /// <summary>The public key as the OCA's application note writes it: <c>oca:base16:asn1:</c> and the SubjectPublicKeyInfo, Base64 over all.</summary>
    public string PublicKeyText
        => _publicKey ??= Convert.ToBase64String(Encoding.ASCII.GetBytes("oca:base16:asn1:" + Convert.ToHexStringLower(Key.ExportSubjectPublicKeyInfo())));

    private ECDsa Key => _key ??= KeyOf(station.Spec.Seed);

    /// <summary>Signs a reading of the energy register.</summary>
    /// <param name="connector">Of which outlet.</param>
    /// <param name="energyWh">The register.</param>
    /// <param name="at">When, by the station's clock.</param>
    /// <param name="context">What the reading is to its transaction.</param>
    public SignedReading Sign(Connector connector, long energyWh, DateTimeOffset at, ReadingContext context)
    {
        _count++;
        station.Memory.Changed(this);
        var session = connector.Session;
        var record = new OcmfRecord
        {
            Serial = station.Spec.SerialNumber.Length == 0 ? station.Spec.Identity : station.Spec.SerialNumber,
            Page = string.Create(CultureInfo.InvariantCulture, $"T{_count}"),
            Vendor = station.Spec.Model.Vendor,
            Model = station.Spec.Model.Name,
            IsIdentified = session?.Token is not null,
            IdentificationType = session?.Token is null ? "NONE" : "CENTRAL",
            Identification = session?.Token?.Id ?? "",
            ChargePoint = string.Create(CultureInfo.InvariantCulture, $"{station.Spec.Identity}*{connector.Id}"),
            Readings =
            [
                new OcmfReading
                {
                    // "S": the clock was set by the CSMS; "U": nobody set it.
                    Time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss,fff'+0000'", CultureInfo.InvariantCulture) + (station.ClockOffset is null ? " U" : " S"),
                    Transaction = context switch { ReadingContext.TransactionBegin => "B", ReadingContext.TransactionEnd => "E", _ => "C" },
                    Value = energyWh / 1000m,
                    Current = connector.Model.IsDc ? "DC" : "AC",
                },
            ],
        };
        var payload = JsonSerializer.Serialize(record, SignedReadingJson.Default.OcmfRecord);
        var signature = Key.SignData(Encoding.UTF8.GetBytes(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var text = $"OCMF|{payload}|{{\"SA\":\"{Method}\",\"SD\":\"{Convert.ToHexStringLower(signature)}\"}}";
        return new SignedReading(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), Method, "OCMF", SendsKey(session) ? PublicKeyText : "");
    }

    public ReadOnlyMemory<byte> Write() => _count == 0 ? default : Encoding.ASCII.GetBytes(_count.ToString(CultureInfo.InvariantCulture));

    public void Read(ReadOnlyMemory<byte> json) => _count = JsonSerializer.Deserialize(json.Span, SignedReadingJson.Default.Int64);

    /// <summary>The meter is sealed: its count goes on.</summary>
    public void Clear()
    {
    }

    private bool SendsKey(Session? session)
    {
        switch (station.Configuration.Get(StandardSettings.PublicKeyWithSignedMeterValue))
        {
            case PublicKeyPolicy.EveryMeterValue:
                return true;
            case PublicKeyPolicy.OncePerTransaction when session?.Transaction is { } transaction && transaction.Reference != _keySentWith:
                _keySentWith = transaction.Reference;
                return true;
            default:
                return false;
        }
    }

    // Any 256-bit number but the few above the order of the curve is a key; the high bit is cleared to stay below.
    private static ECDsa KeyOf(ulong seed)
    {
        var secret = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"meter key {seed}")));
        secret[0] &= 0x7F;
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
    }
}

/// <summary>OCMF 1.0, payload.</summary>
internal sealed record OcmfRecord
{
    [JsonPropertyName("FV")]
    public string Version { get; init; } = "1.0";

    [JsonPropertyName("GI")]
    public string Gateway { get; init; } = "Voltbench";

    [JsonPropertyName("GS")]
    public required string Serial { get; init; }

    [JsonPropertyName("PG")]
    public required string Page { get; init; }

    [JsonPropertyName("MV")]
    public required string Vendor { get; init; }

    [JsonPropertyName("MM")]
    public required string Model { get; init; }

    [JsonPropertyName("MS")]
    public string Meter => Serial;

    [JsonPropertyName("IS")]
    public bool IsIdentified { get; init; }

    [JsonPropertyName("IF")]
    public IReadOnlyList<string> Flags { get; init; } = [];

    [JsonPropertyName("IT")]
    public required string IdentificationType { get; init; }

    [JsonPropertyName("ID")]
    public required string Identification { get; init; }

    [JsonPropertyName("CT")]
    public string ChargePointType { get; init; } = "CBIDC";

    [JsonPropertyName("CI")]
    public required string ChargePoint { get; init; }

    [JsonPropertyName("RD")]
    public required IReadOnlyList<OcmfReading> Readings { get; init; }
}

/// <summary>OCMF 1.0, one reading.</summary>
internal sealed record OcmfReading
{
    [JsonPropertyName("TM")]
    public required string Time { get; init; }

    [JsonPropertyName("TX")]
    public required string Transaction { get; init; }

    [JsonPropertyName("RV")]
    public required decimal Value { get; init; }

    [JsonPropertyName("RI")]
    public string Obis { get; init; } = "1-b:1.8.0";

    [JsonPropertyName("RU")]
    public string Unit { get; init; } = "kWh";

    [JsonPropertyName("RT")]
    public required string Current { get; init; }

    [JsonPropertyName("EF")]
    public string ErrorFlags { get; init; } = "";

    [JsonPropertyName("ST")]
    public string Status { get; init; } = "G";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SignedReading))]
[JsonSerializable(typeof(OcmfRecord))]
[JsonSerializable(typeof(long))]
internal sealed partial class SignedReadingJson : JsonSerializerContext;
