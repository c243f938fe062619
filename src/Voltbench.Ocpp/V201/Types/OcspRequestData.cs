using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A certificate and whom to ask about it.</summary>
public sealed record OcspRequestData
{
    public required HashAlgorithm HashAlgorithm { get; init; }

    [MaxLength(128)]
    public required string IssuerNameHash { get; init; }

    [MaxLength(128)]
    public required string IssuerKeyHash { get; init; }

    [MaxLength(40)]
    public required string SerialNumber { get; init; }

    [JsonPropertyName("responderURL")]
    [MaxLength(512)]
    public required string ResponderUrl { get; init; }
}
