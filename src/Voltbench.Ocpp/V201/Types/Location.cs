namespace Voltbench.Ocpp.V201.Types;

/// <summary>Where the sample was taken; without one at the outlet.</summary>
public enum Location
{
    Body,
    Cable,
    EV,
    Inlet,
    Outlet,
}
