using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>
/// Where a session is and what it costs, kept with it from its first moment on: a CDR has location, EVSE and tariff as they were at the start (2.2.1 mod_cdrs,
/// CDR object), and an EVSE may be gone when the session ends.
/// </summary>
internal sealed record SessionSnapshot
{
    public required string ChargerId { get; init; }

    /// <summary>2.1.1: a Location with the one EVSE and connector. 2.2.1: a CdrLocation.</summary>
    public required JsonElement Location { get; init; }

    /// <summary>The tariff objects of the connector, in their order.</summary>
    public required IReadOnlyList<JsonElement> Tariffs { get; init; }

    /// <summary>ISO 4217; of the tariff, or of another one of the CPO.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Of the connector, V; of three phases line to neutral.</summary>
    public required int Voltage { get; init; }

    public static SessionSnapshot Read(string json) => JsonSerializer.Deserialize(json, SnapshotJson.Default.SessionSnapshot) ?? throw new JsonException("a snapshot is not null");

    public string Write() => JsonSerializer.Serialize(this, SnapshotJson.Default.SessionSnapshot);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
