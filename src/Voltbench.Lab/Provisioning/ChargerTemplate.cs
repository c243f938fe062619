using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Lab.Provisioning;

/// <summary>What the chargers of one group have in common; decided and checked before the job is accepted. Stored with the job as JSON.</summary>
public sealed record ChargerTemplate
{
    public required string BrandSlug { get; init; }

    public required string ModelSlug { get; init; }

    /// <summary>Catalog spelling.</summary>
    public required string ConnectorType { get; init; }

    /// <summary><c>OCPP1.6</c> or <c>OCPP2.0.1</c>.</summary>
    public required string OcppVersion { get; init; }

    /// <summary>CSMS address without credentials.</summary>
    public required string WsUrl { get; init; }

    public string? BasicUser { get; init; }

    /// <summary>Removed from the job once it is final: then only the chargers hold it.</summary>
    public string? AuthorizationKey { get; init; }

    public int SecurityProfile { get; init; }

    public string? TemplateName { get; init; }

    /// <summary>Behaviour as JSON object.</summary>
    public JsonElement? Behavior { get; init; }

    /// <summary>Makes each charger's own seed repeatable: it is then drawn from this and the identity. Null: drawn from the charger's random id.</summary>
    public long? Seed { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ChargerTemplate>))]
internal sealed partial class ProvisioningJson : JsonSerializerContext;
