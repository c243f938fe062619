using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>A change that waits for its commit.</summary>
internal abstract class Change
{
    public abstract void Fail(Exception error);
}

/// <summary>A change with the answer that its station waits for.</summary>
internal abstract class Change<TResult> : Change
{
    private readonly TaskCompletionSource<TResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Done => done.Task;

    public void Complete(TResult result) => done.TrySetResult(result);

    public override void Fail(Exception error) => done.TrySetException(error);
}

internal sealed class StartChange(TransactionStart start) : Change<int>
{
    public TransactionStart Start { get; } = start;
}

internal sealed class StopChange(TransactionStop stop) : Change<bool>
{
    public TransactionStop Stop { get; } = stop;
}

internal sealed class EventChange(TransactionChange change) : Change<bool>
{
    public TransactionChange Event { get; } = change;
}

internal sealed class SamplesChange(StationId station, int number, IReadOnlyList<TransactionSample> samples) : Change<bool>
{
    public StationId Station { get; } = station;

    public int Number { get; } = number;

    public IReadOnlyList<TransactionSample> Samples { get; } = samples;
}

internal sealed class StateChange(StationId station, int connectorId, string state, DateTimeOffset at) : Change<bool>
{
    public StationId Station { get; } = station;

    public int ConnectorId { get; } = connectorId;

    public string State { get; } = state;

    public DateTimeOffset At { get; } = at;
}

internal sealed class LimitsChange(StationId station, int? evseId) : Change<bool>
{
    public StationId Station { get; } = station;

    public int? EvseId { get; } = evseId;
}

internal sealed class ReservationChange(StationId station, int reservationId, ReservationEnd end) : Change<bool>
{
    public StationId Station { get; } = station;

    public int ReservationId { get; } = reservationId;

    public ReservationEnd End { get; } = end;
}
