using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Transactions;

/// <summary>Reports the start, progress or end of a transaction. Sent by the charging station (OCPP 2.0.1 part 2, use cases E01–E15).</summary>
public sealed record TransactionEventRequest
{
    public required TransactionEventType EventType { get; init; }

    [Items(1)]
    public IReadOnlyList<MeterValue>? MeterValue { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required TriggerReason TriggerReason { get; init; }

    /// <summary>Counts the events of a transaction from 0.</summary>
    public required int SeqNo { get; init; }

    /// <summary>The event happened while the station was offline. False when absent.</summary>
    public bool? Offline { get; init; }

    public int? NumberOfPhasesUsed { get; init; }

    /// <summary>What the cable can carry, A.</summary>
    public int? CableMaxCurrent { get; init; }

    public int? ReservationId { get; init; }

    public required Transaction TransactionInfo { get; init; }

    public Evse? Evse { get; init; }

    public IdToken? IdToken { get; init; }
}

public sealed record TransactionEventResponse
{
    /// <summary>In the currency that the station is configured for, taxes included.</summary>
    public decimal? TotalCost { get; init; }

    /// <summary>−9 to 9; 0 is normal.</summary>
    public int? ChargingPriority { get; init; }

    public IdTokenInfo? IdTokenInfo { get; init; }

    public MessageContent? UpdatedPersonalMessage { get; init; }
}

/// <summary>The transaction that an event is about.</summary>
public sealed record Transaction
{
    [MaxLength(36)]
    public required string TransactionId { get; init; }

    public ChargingState? ChargingState { get; init; }

    /// <summary>Time in which energy was delivered, s.</summary>
    public int? TimeSpentCharging { get; init; }

    public Reason? StoppedReason { get; init; }

    public int? RemoteStartId { get; init; }
}

public enum TransactionEventType
{
    Ended,
    Started,
    Updated,
}

public enum TriggerReason
{
    Authorized,
    CablePluggedIn,
    ChargingRateChanged,
    ChargingStateChanged,
    Deauthorized,
    EnergyLimitReached,
    EVCommunicationLost,
    EVConnectTimeout,
    MeterValueClock,
    MeterValuePeriodic,
    TimeLimitReached,
    Trigger,
    UnlockCommand,
    StopAuthorized,
    EVDeparted,
    EVDetected,
    RemoteStop,
    RemoteStart,
    AbnormalCondition,
    SignedDataReceived,
    ResetCommand,
}

public enum ChargingState
{
    Charging,
    EVConnected,
    SuspendedEV,
    SuspendedEVSE,
    Idle,
}

public enum Reason
{
    DeAuthorized,
    EmergencyStop,
    EnergyLimitReached,
    EVDisconnected,
    GroundFault,
    ImmediateReset,
    Local,
    LocalOutOfCredit,
    MasterPass,
    Other,
    OvercurrentFault,
    PowerLoss,
    PowerQuality,
    Reboot,
    Remote,
    SOCLimitReached,
    StoppedByEV,
    TimeLimitReached,
    Timeout,
}
