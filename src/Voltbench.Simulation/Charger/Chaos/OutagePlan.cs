using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>When an outage begins and ends; <paramref name="begin"/> and <paramref name="end"/> are what it does.</summary>
internal sealed class OutagePlan(Station station, string name, Outage plan, Action begin, Action end)
{
    private LaneTimer? _begin;
    private LaneTimer? _end;
    private bool _isWaiting;
    private bool _hasBegun;

    /// <summary>It begins only on an open connection, and waits for one.</summary>
    public bool NeedsConnection { get; init; }

    public void Begin()
    {
        // A plan that repeats begins anew with each life; one that does not happens once.
        if (plan.EverySeconds is not null || station.ChaosMemory.IsNew(name))
            station.Arm(ref _begin, OnBegin, TimeSpan.FromSeconds(plan.AfterSeconds));
    }

    public void End()
    {
        _isWaiting = false;
        _begin?.Cancel();
        _end?.Cancel();
    }

    public void OnOpened()
    {
        if (_isWaiting)
            OnBegin();
        else if (_hasBegun && plan.EverySeconds is { } every && _begin is not { IsArmed: true })
            station.Arm(ref _begin, OnBegin, TimeSpan.FromSeconds(every));
    }

    private void OnBegin()
    {
        _isWaiting = NeedsConnection && !station.Connection.IsOpen;
        if (_isWaiting || (plan.EverySeconds is null && !station.ChaosMemory.Happens(name)))
            return;
        _hasBegun = true;
        if (plan.ForSeconds > 0)
            station.Arm(ref _end, end, TimeSpan.FromSeconds(plan.ForSeconds));
        begin();
    }
}
