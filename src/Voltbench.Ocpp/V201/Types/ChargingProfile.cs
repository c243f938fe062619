using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Limits over time, and what they apply to.</summary>
public sealed record ChargingProfile
{
    public required int Id { get; init; }

    public required int StackLevel { get; init; }

    public required ChargingProfilePurpose ChargingProfilePurpose { get; init; }

    public required ChargingProfileKind ChargingProfileKind { get; init; }

    public RecurrencyKind? RecurrencyKind { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    [Items(1, 3)]
    public required IReadOnlyList<ChargingSchedule> ChargingSchedule { get; init; }

    [MaxLength(36)]
    public string? TransactionId { get; init; }
}
