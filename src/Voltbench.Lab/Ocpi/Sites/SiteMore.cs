using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Column <c>more</c> of a location: members that nobody edits and no query asks for, in words of no version.</summary>
internal sealed record SiteMore
{
    public OpeningTimesPlan? OpeningTimes { get; init; }

    /// <summary>Values of OCPI's Facility.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    public OperatorPlan? Operator { get; init; }

    public static string Write(LocationPlan plan) => JsonSerializer.Serialize(
        new SiteMore
        {
            OpeningTimes = plan.OpeningTimes,
            Facilities = plan.Facilities is { Count: > 0 } facilities ? facilities : null,
            Operator = plan.Operator,
        },
        SiteMoreJson.Default.SiteMore);

    public static SiteMore Read(string json) => JsonSerializer.Deserialize(json, SiteMoreJson.Default.SiteMore) ?? new SiteMore();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SiteMore))]
internal sealed partial class SiteMoreJson : JsonSerializerContext;
