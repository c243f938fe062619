namespace Voltbench.Simulation.Charger;

/// <summary>The timers of a charger.</summary>
internal enum TimerKind : byte
{
    Reconnect,
    CallTimeout,
    Boot,
    Heartbeat,
    OutboxRetry,
    Farewell,

    /// <summary>Per connector: the next sampled meter values.</summary>
    Meter,

    /// <summary>Per connector: the session reaches its first limit.</summary>
    Limit,

    /// <summary>Per connector: the driver takes the cable out.</summary>
    Unplug,

    /// <summary>The timer itself knows what to do.</summary>
    Callback,
}
