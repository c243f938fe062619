using System.Globalization;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>Faults that come by themselves: at a time, in a session, again and again, with a probability.</summary>
internal sealed class FaultPlans
{
    private readonly Station _station;
    private readonly Planned[] _plans;

    public FaultPlans(Station station, IReadOnlyList<FaultPlan> plans)
    {
        _station = station;
        _plans = [.. plans.Select((plan, index) => new Planned(station, plan, string.Create(CultureInfo.InvariantCulture, $"faults/{index}")))];
    }

    public void Begin()
    {
        foreach (var plan in _plans)
            plan.Begin();
        foreach (var connector in _station.Connectors)
        {
            if (connector.Session is { IsRunning: true })
                OnTransaction(connector);
        }
    }

    public void End()
    {
        foreach (var plan in _plans)
            plan.End();
    }

    public void OnTransaction(Connector connector)
    {
        foreach (var plan in _plans)
            plan.OnTransaction(connector);
    }

    private sealed class Planned(Station station, FaultPlan plan, string name)
    {
        private SeedStream _stream = StationChaos.Stream(station, name);
        private LaneTimer? _timer;
        private Transaction? _transaction;

        public void Begin()
        {
            if (!plan.InSession && (plan.EverySeconds is not null || station.ChaosMemory.IsNew(name)))
                Arm(plan.AfterSeconds);
        }

        public void End() => _timer?.Cancel();

        public void OnTransaction(Connector connector)
        {
            if (!plan.InSession || (plan.ConnectorId != connector.Id && plan.ConnectorId != 0))
                return;
            _transaction = connector.Session!.Transaction;
            Arm(plan.AfterSeconds);
        }

        private void OnTimer()
        {
            if (plan.InSession && !Array.Exists(station.Connectors, c => c.Session is { IsRunning: true } s && s.Transaction == _transaction))
                return;
            if (!plan.InSession && plan.EverySeconds is null && !station.ChaosMemory.Happens(name))
                return;
            if (_stream.NextDouble() < plan.Probability)
            {
                TimeSpan? clear = plan.ClearAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                _ = station.Faults.Inject(plan.FaultType, plan.ConnectorId, clear);
            }

            if (plan.EverySeconds is { } every)
                Arm(every);
        }

        private void Arm(double seconds) => station.Arm(ref _timer, OnTimer, TimeSpan.FromSeconds(seconds));
    }
}
