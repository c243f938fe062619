using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <summary>The car whose cable is in.</summary>
internal sealed class Car(EvProfile ev, double socPercent)
{
    public EvProfile Ev { get; } = ev;

    /// <summary>State of charge when power last changed, percent; the session counts on from it.</summary>
    public double SocPercent { get; set; } = socPercent;

    /// <summary>False while the car (or its driver's app) declines energy.</summary>
    public bool WantsEnergy { get; set; } = true;

    /// <summary>It drives off when its session is over: the session brought it. A car that the lab plugged in stays until it is unplugged.</summary>
    public bool LeavesByItself { get; set; }
}
