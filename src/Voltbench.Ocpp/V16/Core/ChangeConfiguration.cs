using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Sets one configuration key. Sent by the central system (OCPP 1.6 §5.3).</summary>
public sealed record ChangeConfigurationRequest
{
    [MaxLength(50)]
    public required string Key { get; init; }

    [MaxLength(500)]
    public required string Value { get; init; }
}

public sealed record ChangeConfigurationResponse
{
    public required ConfigurationStatus Status { get; init; }
}

public enum ConfigurationStatus
{
    Accepted,
    Rejected,
    RebootRequired,
    NotSupported,
}
