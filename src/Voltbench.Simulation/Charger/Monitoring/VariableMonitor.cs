using System.Globalization;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <summary>What a monitor has to say when it was looked at.</summary>
/// <param name="Trigger">Why it speaks.</param>
/// <param name="Value">The variable's value.</param>
/// <param name="IsCleared">A threshold that was crossed no longer is.</param>
internal readonly record struct Finding(EventTrigger Trigger, string Value, bool IsCleared = false);

/// <summary>One monitor of one variable (OCPP 2.0.1 N04, N07).</summary>
internal sealed class VariableMonitor(int id, EventNotification origin, in ModelVariable variable, MonitorType type, decimal value, int severity, bool isTransactionOnly)
{
    private readonly ModelVariable _variable = variable;

    // The value that the last finding told; of a threshold whether it is crossed.
    private string? _told;
    private bool _isCrossed;
    private DateTimeOffset? _due;

    public int Id { get; } = id;

    public EventNotification Origin { get; } = origin;

    public ref readonly ModelVariable Variable => ref _variable;

    public MonitorType Type { get; } = type;

    /// <summary>Threshold, least change, or seconds.</summary>
    public decimal Value { get; } = value;

    /// <summary>0 (danger) to 9 (debug).</summary>
    public int Severity { get; } = severity;

    /// <summary>It only watches while a transaction runs where the variable belongs.</summary>
    public bool IsTransactionOnly { get; } = isTransactionOnly;

    public bool IsPeriodic => Type is MonitorType.Periodic or MonitorType.PeriodicClockAligned;

    /// <summary>Watches something that changes by itself, so that somebody has to look now and then. Nothing that is built in needs to be caught in the act.</summary>
    public bool WatchesPhysics => !IsPeriodic && Origin == EventNotification.CustomMonitor && Variable is { Setting: null, IsNumber: true };

    /// <summary>When a periodic one speaks next, by the station's clock.</summary>
    public DateTimeOffset? Due => IsPeriodic ? _due : null;

    /// <summary>Takes the present value as known: only what changes from now on counts. A crossed threshold is news at once.</summary>
    public void Begin(Station station)
    {
        _told = Variable.Read(station) ?? "";
        _isCrossed = false;
        _due = IsPeriodic ? NextDue(station.ClockNow) : null;
    }

    /// <summary>Looks at the variable; null when there is nothing to say.</summary>
    public Finding? Look(Station station)
    {
        if (_told is null)
            Begin(station); // made before the station had a state
        if (IsTransactionOnly && Transaction(station) is null)
        {
            Begin(station);
            return null;
        }

        var now = Variable.Read(station) ?? "";
        return Type switch
        {
            MonitorType.UpperThreshold => Threshold(now, static (actual, limit) => actual > limit),
            MonitorType.LowerThreshold => Threshold(now, static (actual, limit) => actual < limit),
            MonitorType.Delta => Delta(now),
            _ => Periodic(station.ClockNow, now),
        };
    }

    /// <summary>The transaction that runs where the variable belongs; of the station the first.</summary>
    public Transaction? Transaction(Station station)
        => Variable.Connector is { } connector
            ? connector.Session is { IsRunning: true } session ? session.Transaction : null
            : Array.Find(station.Connectors, static c => c.Session is { IsRunning: true })?.Session!.Transaction;

    private Finding? Threshold(string now, Func<decimal, decimal, bool> isBeyond)
    {
        if (!TryRead(now, out var actual) || isBeyond(actual, Value) == _isCrossed)
            return null;
        _isCrossed = !_isCrossed;
        return new Finding(EventTrigger.Alerting, now, IsCleared: !_isCrossed);
    }

    // What is no number is compared as text: any change counts (VariableMonitoringType.value).
    private Finding? Delta(string now)
    {
        var isChange = Variable.IsNumber && TryRead(now, out var actual) && TryRead(_told, out var told)
            ? actual != told && Math.Abs(actual - told) >= Value
            : now != _told;
        if (!isChange)
            return null;
        _told = now;
        return new Finding(EventTrigger.Delta, now);
    }

    private Finding? Periodic(DateTimeOffset clock, string now)
    {
        // A clock that the CSMS set back must not silence the monitor.
        if (_due - clock > Interval)
            _due = NextDue(clock);
        if (clock < _due)
            return null;
        _due = NextDue(clock);
        return new Finding(EventTrigger.Periodic, now);
    }

    private TimeSpan Interval => TimeSpan.FromSeconds((double)Value);

    private DateTimeOffset NextDue(DateTimeOffset clock)
    {
        if (Type == MonitorType.Periodic)
            return clock + Interval;
        var midnight = new DateTimeOffset(clock.UtcDateTime.Date, TimeSpan.Zero);
        var passed = Math.Floor((clock - midnight) / Interval);
        return midnight + (Interval * (passed + 1));
    }

    private static bool TryRead(string? text, out decimal value) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out value);
}
