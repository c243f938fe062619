using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Reads configuration keys; none named means all. Sent by the central system (OCPP 1.6 §5.8).</summary>
public sealed record GetConfigurationRequest
{
    [MaxLength(50)]
    public IReadOnlyList<string>? Key { get; init; }
}

public sealed record GetConfigurationResponse
{
    public IReadOnlyList<KeyValue>? ConfigurationKey { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<string>? UnknownKey { get; init; }
}

/// <summary>A configuration key and its value (§7.29).</summary>
public sealed record KeyValue
{
    [MaxLength(50)]
    public required string Key { get; init; }

    public required bool Readonly { get; init; }

    [MaxLength(500)]
    public string? Value { get; init; }
}
