using System.Text.Json.Serialization;

namespace Voltbench.Simulation.SmartCharging;

/// <summary>The installed profiles as they are kept.</summary>
internal sealed record ProfilesRecord
{
    [JsonPropertyName("p")]
    public required IReadOnlyList<Profile> Profiles { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProfilesRecord))]
internal sealed partial class ProfileJson : JsonSerializerContext;
