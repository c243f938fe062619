using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Reports events of components and monitors. Sent by the charging station (OCPP 2.0.1 part 2, use case N07).</summary>
public sealed record NotifyEventRequest
{
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }

    /// <summary>Counts the parts from 0.</summary>
    public required int SeqNo { get; init; }

    [Items(1)]
    public required IReadOnlyList<EventData> EventData { get; init; }
}

public sealed record NotifyEventResponse;

/// <summary>One event.</summary>
public sealed record EventData
{
    public required int EventId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required EventTrigger Trigger { get; init; }

    public int? Cause { get; init; }

    [MaxLength(2500)]
    public required string ActualValue { get; init; }

    [MaxLength(50)]
    public string? TechCode { get; init; }

    [MaxLength(500)]
    public string? TechInfo { get; init; }

    public bool? Cleared { get; init; }

    [MaxLength(36)]
    public string? TransactionId { get; init; }

    public required Component Component { get; init; }

    public int? VariableMonitoringId { get; init; }

    public required EventNotification EventNotificationType { get; init; }

    public required Variable Variable { get; init; }
}

public enum EventTrigger
{
    Alerting,
    Delta,
    Periodic,
}

public enum EventNotification
{
    HardWiredNotification,
    HardWiredMonitor,
    PreconfiguredMonitor,
    CustomMonitor,
}
