using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>The states of OCPP 1.6 §7.7; 2.0.1 knows fewer and its face maps them.</summary>
internal enum ConnectorStatus : byte
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

/// <summary>One outlet: a connector in 1.6, an EVSE with connector 1 in 2.0.1.</summary>
internal sealed class Connector(int id, ConnectorModel model)
{
    internal LaneTimer? MeterTimer;
    internal LaneTimer? LimitTimer;
    internal LaneTimer? UnplugTimer;

    /// <summary>From 1.</summary>
    public int Id { get; } = id;

    public ConnectorModel Model { get; } = model;

    public ConnectorStatus Status { get; set; }

    public string ErrorCode => "NoError";

    /// <summary>What the CSMS was last told, or null.</summary>
    public ConnectorStatus? Reported { get; set; }

    /// <summary>A car's cable is in.</summary>
    public bool IsPlugged { get; set; }

    /// <summary>The operator took it out of service (ChangeAvailability); durable.</summary>
    public bool IsInoperative { get; set; }

    /// <summary>The register while no session runs, Wh; a session counts on from it.</summary>
    public double RegisterWh { get; set; }

    public Session? Session { get; set; }

    public bool IsFree => Session is null && Status == ConnectorStatus.Available;

    /// <summary>The register now, Wh.</summary>
    public double RegisterAt(long now) => Session is { IsCharging: true } session ? session.RegisterAt(now) : RegisterWh;

    /// <summary>Where it stands when nothing is plugged in.</summary>
    public ConnectorStatus Resting => IsInoperative ? ConnectorStatus.Unavailable : ConnectorStatus.Available;
}
