using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Reports the state of a connector. Sent by the charge point (OCPP 1.6 §4.9).</summary>
public sealed record StatusNotificationRequest
{
    /// <summary>0 is the charge point itself.</summary>
    public required int ConnectorId { get; init; }

    public required ChargePointErrorCode ErrorCode { get; init; }

    [MaxLength(50)]
    public string? Info { get; init; }

    public required ChargePointStatus Status { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    [MaxLength(255)]
    public string? VendorId { get; init; }

    [MaxLength(50)]
    public string? VendorErrorCode { get; init; }
}

public sealed record StatusNotificationResponse;

/// <summary>What is wrong with a connector (§7.6).</summary>
public enum ChargePointErrorCode
{
    ConnectorLockFailure,
    EVCommunicationError,
    GroundFailure,
    HighTemperature,
    InternalError,
    LocalListConflict,
    NoError,
    OtherError,
    OverCurrentFailure,
    PowerMeterFailure,
    PowerSwitchFailure,
    ReaderFailure,
    ResetFailure,
    UnderVoltage,
    OverVoltage,
    WeakSignal,
}

/// <summary>State of a connector (§7.7); connector 0 knows Available, Unavailable and Faulted only.</summary>
public enum ChargePointStatus
{
    Available,
    Preparing,
    Charging,
    SuspendedEVSE,
    SuspendedEV,
    Finishing,
    Reserved,
    Unavailable,
    Faulted,
}
