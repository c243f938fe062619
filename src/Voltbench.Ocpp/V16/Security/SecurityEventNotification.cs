using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Reports a security event. Sent by the charge point (OCPP 1.6 security whitepaper, use case A04).</summary>
public sealed record SecurityEventNotificationRequest
{
    [MaxLength(50)]
    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    [MaxLength(255)]
    public string? TechInfo { get; init; }
}

public sealed record SecurityEventNotificationResponse;
