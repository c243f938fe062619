using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>An identifier and its kind.</summary>
public sealed record IdToken
{
    [Items(1)]
    public IReadOnlyList<AdditionalInfo>? AdditionalInfo { get; init; }

    [JsonPropertyName("idToken")]
    [MaxLength(36)]
    public required string Token { get; init; }

    public required IdTokenType Type { get; init; }
}
