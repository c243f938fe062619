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

/// <summary>What is broken at a connector.</summary>
/// <param name="ErrorCode">OCPP 1.6 ChargePointErrorCode.</param>
/// <param name="Info">For a person; null for none.</param>
internal sealed record ConnectorFault(string ErrorCode, string? Info = null);

/// <summary>One outlet: a connector in 1.6, an EVSE with connector 1 in 2.0.1.</summary>
internal sealed class Connector(int id, ConnectorModel model)
{
    internal LaneTimer? MeterTimer;
    internal LaneTimer? LimitTimer;
    internal LaneTimer? UnplugTimer;

    /// <summary>From 1.</summary>
    public int Id { get; } = id;

    public ConnectorModel Model { get; } = model;

    /// <summary>The same with the phases that the station lets a car use at present.</summary>
    public ConnectorModel Outlet { get; private set; } = model;

    /// <summary>The driver brings the cable: it locks into a socket, where other outlets have one of their own.</summary>
    public bool HasSocket => Model.Type == "Type2";

    /// <summary>What it was last seen as; follows from everything below.</summary>
    public ConnectorStatus Status { get; set; }

    public string ErrorCode => (Fault ?? Warning)?.ErrorCode ?? "NoError";

    /// <summary>What the CSMS was last told, or null.</summary>
    public ConnectorStatus? Reported { get; set; }

    /// <summary>What the CSMS was last told to be wrong.</summary>
    public ConnectorFault? ReportedFault { get; set; }

    /// <summary>The car whose cable is in; null when none is.</summary>
    public Car? Car { get; set; }

    public bool IsPlugged => Car is not null;

    /// <summary>The driver left his cable in the socket: it was pulled at the car while the lock held it here.</summary>
    public bool IsCableLocked { get; set; }

    /// <summary>Whose token unlocks it.</summary>
    public Token? CableOwner { get; set; }

    /// <summary>The operator took it out of service (ChangeAvailability); durable.</summary>
    public bool IsInoperative { get; set; }

    /// <summary>What is broken; null when nothing is.</summary>
    public ConnectorFault? Fault { get; set; }

    /// <summary>What is wrong without being in the way of the transaction that runs; null when nothing is.</summary>
    public ConnectorFault? Warning { get; set; }

    /// <summary>The reservation that holds it; null for none.</summary>
    public int? ReservationId { get; set; }

    /// <summary>The register when power last changed, Wh; a session counts on from it.</summary>
    public double RegisterWh { get; set; }

    /// <summary>The same of reactive energy, varh.</summary>
    public double RegisterVarh { get; set; }

    /// <summary>From the first of plug and authorization to the last of unplug and the transaction's end.</summary>
    public Session? Session { get; set; }

    /// <summary>A driver may come: nothing is plugged in, nobody is authorized, nothing is in the way but perhaps a reservation.</summary>
    public bool IsFree => Session is null && Car is null && Status is ConnectorStatus.Available or ConnectorStatus.Reserved;

    /// <summary>Switches phases of an AC outlet; false when they are as they were.</summary>
    public bool UsePhases(int phases)
    {
        if (Model.IsDc || phases == Outlet.Phases || (phases >= Model.Phases && Outlet.Phases == Model.Phases))
            return false;
        Outlet = phases >= Model.Phases ? Model : Model with { Phases = phases, MaxPowerW = Model.MaxPowerW * phases / Model.Phases };
        return true;
    }

    /// <summary>The register now, Wh.</summary>
    public double RegisterAt(long now) => Session?.RegisterAt(now) ?? RegisterWh;
}
