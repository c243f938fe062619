using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <summary>
/// The monitors of a charger (OCPP 2.0.1 N02 to N07). They are looked at whenever something happened to the charger; what changes by itself, such as the power
/// of a car, every few seconds. Only a charger that is monitored, or broken, has them.
/// </summary>
internal sealed partial class Monitors : IDocument
{
    public const string DocumentName = "monitors";

    /// <summary>Least grave severity.</summary>
    public const int MaxSeverity = 9;

    private const int MostMonitors = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Station _station;
    private readonly EventReports _events;
    private readonly List<VariableMonitor> _monitors = [];
    private LaneTimer? _timer;
    private int _nextId = BuiltInMonitors.FirstCustomId;

    public Monitors(Station station)
    {
        _station = station;
        _events = new EventReports(station, this);
        _monitors.AddRange(BuiltInMonitors.HardWired(station));
        _monitors.AddRange(BuiltInMonitors.Preconfigured(station));
    }

    public string Name => DocumentName;

    public MonitoringBase Base { get; private set; } = MonitoringBase.FactoryDefault;

    /// <summary>Events graver than or as grave as this are reported (N05).</summary>
    public int Level { get; private set; } = MaxSeverity;

    /// <summary>All, by id.</summary>
    public IEnumerable<VariableMonitor> All => _monitors.OrderBy(static m => m.Id);

    /// <summary>Sets or replaces a monitor (N04).</summary>
    public SetMonitoringResult Set(SetMonitoringData data)
    {
        var result = new SetMonitoringResult
        {
            Status = SetMonitoringStatus.Rejected,
            Type = data.Type,
            Severity = data.Severity,
            Component = data.Component,
            Variable = data.Variable,
        };
        switch (StationModel.Find(_station, data.Component, data.Variable, out var variable))
        {
            case Lookup.UnknownComponent:
                return result with { Status = SetMonitoringStatus.UnknownComponent };
            case Lookup.UnknownVariable:
                return result with { Status = SetMonitoringStatus.UnknownVariable };
        }

        if (!variable.SupportsMonitoring || (data.Type is MonitorType.UpperThreshold or MonitorType.LowerThreshold && !variable.IsNumber))
            return result with { Status = SetMonitoringStatus.UnsupportedMonitorType };
        if (Objection(data, variable) is { } objection)
            return result with { StatusInfo = objection };
        var replaced = data.Id is { } id ? _monitors.Find(m => m.Id == id) : null;
        if (data.Id is not null && replaced is null)
            return result with { StatusInfo = new StatusInfo { ReasonCode = "NotFound" } }; // N04.FR.11
        if (replaced is not null && (replaced.Origin == EventNotification.HardWiredMonitor || !IsSame(replaced.Variable, variable)))
            return result with { StatusInfo = new StatusInfo { ReasonCode = "UnsupportedParam", AdditionalInfo = "That monitor is built in or watches another variable." } };
        if (_monitors.Exists(m => m != replaced && IsSame(m.Variable, variable) && m.Type == data.Type && m.Severity == data.Severity))
            return result with { Status = SetMonitoringStatus.Duplicate };
        if (replaced is null && _monitors.Count >= MostMonitors)
            return result with { StatusInfo = new StatusInfo { ReasonCode = "OutOfMemory", AdditionalInfo = $"The station keeps {MostMonitors} monitors." } };

        var monitor = new VariableMonitor(
            replaced?.Id ?? _nextId++, EventNotification.CustomMonitor, variable, data.Type, data.Value, data.Severity, data.Transaction == true);
        if (replaced is not null)
            _monitors.Remove(replaced);
        _monitors.Add(monitor);
        monitor.Begin(_station);
        _station.Memory.Changed(this);
        return result with { Status = SetMonitoringStatus.Accepted, Id = monitor.Id };
    }

    /// <summary>Removes a monitor (N06); one that is wired in stays.</summary>
    public ClearMonitoringStatus Remove(int id)
    {
        if (_monitors.Find(m => m.Id == id) is not { } monitor)
            return ClearMonitoringStatus.NotFound;
        if (monitor.Origin == EventNotification.HardWiredMonitor)
            return ClearMonitoringStatus.Rejected;
        _monitors.Remove(monitor);
        _station.Memory.Changed(this);
        return ClearMonitoringStatus.Accepted;
    }

    /// <summary>Chooses the set of monitors (N03): all keeps what the CSMS set, the others do away with it.</summary>
    public void SetBase(MonitoringBase chosen)
    {
        Base = chosen;
        if (chosen != MonitoringBase.All)
            _monitors.RemoveAll(static m => m.Origin != EventNotification.HardWiredMonitor);
        if (chosen != MonitoringBase.HardWiredOnly)
            _monitors.AddRange(BuiltInMonitors.Preconfigured(_station).Where(p => !_monitors.Exists(m => m.Id == p.Id)));
        _station.Memory.Changed(this);
    }

    public void SetLevel(int severity)
    {
        Level = severity;
        _station.Memory.Changed(this);
    }

    /// <summary>Looks at all of them and tells what there is to tell; at the end of every turn.</summary>
    public void Look()
    {
        if (_station.Configuration.Get(StandardSettings.MonitoringEnabled))
        {
            foreach (var monitor in _monitors)
            {
                if (monitor.Look(_station) is { } finding && monitor.Severity <= Level)
                    _events.Add(monitor, finding);
            }
        }

        _events.Send();
        ArmTimer();
    }

    // The variable may have limits of its own, which no threshold can be beyond (N04.FR.06).
    private StatusInfo? Objection(SetMonitoringData data, in ModelVariable variable)
    {
        if (data.Severity is < 0 or > MaxSeverity)
            return new StatusInfo { ReasonCode = "ValueOutOfRange", AdditionalInfo = "Severities are 0 to 9." };
        return data.Type switch
        {
            MonitorType.Delta => data.Value < 0 ? new StatusInfo { ReasonCode = "ValuePositiveOnly" } : null,
            MonitorType.Periodic or MonitorType.PeriodicClockAligned => data.Value is < 1 or > 86_400
                ? new StatusInfo { ReasonCode = "ValueOutOfRange", AdditionalInfo = "Periods are 1 to 86400 seconds." }
                : null,
            _ => data.Value < variable.Min || data.Value > variable.MaxOf(_station) ? new StatusInfo { ReasonCode = "ValueOutOfRange" } : null,
        };
    }

    private void ArmTimer()
    {
        TimeSpan? next = null;
        var isRunning = Array.Exists(_station.Connectors, static c => c.Session is { IsRunning: true });
        foreach (var monitor in _monitors)
        {
            var wait = monitor.Due is { } due ? due - _station.ClockNow : monitor.WatchesPhysics && isRunning ? LookEvery : (TimeSpan?)null;
            if (wait < next || next is null)
                next = wait ?? next;
        }

        // A look that is under way already is not put off by whatever else happens.
        if (next is { } soon && (_timer is not { IsArmed: true } || _timer.Due > _station.Lane.Now + soon.Ticks))
            _station.Arm(ref _timer, static () => { }, soon > TimeSpan.Zero ? soon : TimeSpan.FromMilliseconds(1)); // the turn's end looks
    }

    private static bool IsSame(in ModelVariable a, in ModelVariable b) => a.Name == b.Name && a.Connector == b.Connector;
}
