using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Security;

/// <summary>Reports a security event. Sent by the charging station (OCPP 2.0.1 part 2, use case A04).</summary>
public sealed record SecurityEventNotificationRequest
{
    [MaxLength(50)]
    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    [MaxLength(255)]
    public string? TechInfo { get; init; }
}

public sealed record SecurityEventNotificationResponse;
