namespace Voltbench.Csms;

/// <summary>
/// Where the CSMS keeps its transactions. Every change is durable when its task completes, and a change that is made twice changes nothing twice:
/// stations send again what was not answered. A failing store throws; the station gets InternalError and keeps its message.
/// </summary>
public interface ICsmsStore
{
    /// <summary>
    /// Begins a transaction of 1.6 and gives it its number, positive and unique in the whole database. The same
    /// <see cref="TransactionStart.Reference"/> of the same station gets the same number.
    /// </summary>
    ValueTask<int> StartAsync(TransactionStart start);

    /// <summary>Ends a transaction of 1.6; false when the station has none of that number. The first stop counts.</summary>
    ValueTask<bool> StopAsync(TransactionStop stop);

    /// <summary>Takes a TransactionEvent of 2.0.1. Events may be repeated and may come without the ones before.</summary>
    ValueTask EventAsync(TransactionChange change);

    /// <summary>
    /// The latest register of an open transaction of 1.6. Kept in memory and written every few seconds: a loss is made good by the next sample.
    /// </summary>
    void Meter(StationId station, int number, double registerWh);

    /// <summary>Samples of a transaction of 1.6 at a station of an operator.</summary>
    ValueTask SamplesAsync(StationId station, int number, IReadOnlyList<TransactionSample> samples);

    /// <summary>What the connector of a station of an operator does, in words of 2.0.1: kept as a sample of the transaction that runs there, if one does.</summary>
    ValueTask StateAsync(StationId station, int connectorId, string chargingState, DateTimeOffset at);

    /// <summary>The station of an operator says what became of a reservation (2.0.1 H04), or that it took place.</summary>
    ValueTask ReservationAsync(StationId station, int reservationId, ReservationEnd end);

    /// <summary>The station of an operator says that something else than this CSMS changed what it may give (2.0.1 K12, K13).</summary>
    /// <param name="station">Where.</param>
    /// <param name="evseId">Null: the whole station.</param>
    ValueTask LimitsAsync(StationId station, int? evseId);

    /// <summary>Transactions of one organization, newest last.</summary>
    Task<(IReadOnlyList<CsmsTransaction> Items, int Total)> ListAsync(TransactionQuery query, CancellationToken stop);
}

/// <summary>StartTransaction (1.6 §4.8).</summary>
/// <param name="Reference">What tells a repetition from another start.</param>
/// <param name="MeterStartWh">Register at the start, Wh.</param>
public sealed record TransactionStart(StationId Station, string Reference, int ConnectorId, string IdToken, double MeterStartWh, DateTimeOffset At)
{
    /// <inheritdoc cref="TransactionOwner"/>
    public TransactionOwner? Owner { get; init; }
}

/// <summary>StopTransaction (1.6 §4.10).</summary>
/// <param name="MeterStopWh">Register at the end, Wh.</param>
public sealed record TransactionStop(StationId Station, int Number, double MeterStopWh, DateTimeOffset At, string Reason)
{
    /// <summary>transactionData; only of a station of an operator.</summary>
    public IReadOnlyList<TransactionSample> Samples { get; init; } = [];
}

/// <summary>What a TransactionEvent (2.0.1 E01–E06) says of its transaction. Null = the event does not tell.</summary>
/// <param name="TransactionId">The station's id of the transaction.</param>
/// <param name="SeqNo">Number of the event within its transaction, from 0.</param>
/// <param name="RegisterWh">Newest energy register of the event, Wh.</param>
/// <param name="StopReason">Only of an ended transaction.</param>
public sealed record TransactionChange(
    StationId Station, string TransactionId, TransactionPhase Phase, int SeqNo, DateTimeOffset At, int? EvseId, int? ConnectorId, string? IdToken, double? RegisterWh, string? StopReason)
{
    /// <inheritdoc cref="TransactionOwner"/>
    public TransactionOwner? Owner { get; init; }

    /// <summary>Meter values and charging state; only of a station of an operator.</summary>
    public IReadOnlyList<TransactionSample> Samples { get; init; } = [];
}

/// <summary>Whose transaction it is. Null = the station belongs to no operator.</summary>
/// <param name="OperatorId">Owner of the station.</param>
/// <param name="Grant">Who pays; null = nobody known.</param>
/// <param name="ReservationId">The reservation that it uses up.</param>
/// <param name="RemoteStartId">2.0.1: the remote start that it follows.</param>
public sealed record TransactionOwner(long OperatorId, TokenGrant? Grant, int? ReservationId = null, int? RemoteStartId = null);

/// <summary>What a station told of one instant of a transaction. Null = not told.</summary>
/// <param name="RegisterWh">Total of imported active energy, Wh.</param>
/// <param name="PowerW">Imported active power of all phases, W.</param>
/// <param name="CurrentA">Imported current of all phases together, A.</param>
/// <param name="ChargingState">In the words of 2.0.1: <c>Charging</c>, <c>EVConnected</c>, <c>SuspendedEV</c>, <c>SuspendedEVSE</c>, <c>Idle</c>.</param>
public sealed record TransactionSample(DateTimeOffset At, double? RegisterWh, double? PowerW, double? CurrentA, string? ChargingState);

/// <summary>How a reservation ended.</summary>
public enum ReservationEnd
{
    Used,
    Expired,
    Removed,
}

/// <summary>The eventType of a TransactionEvent.</summary>
public enum TransactionPhase
{
    Started,
    Updated,
    Ended,
}
