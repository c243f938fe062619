namespace Voltbench.Ocpp.V16.Types;

/// <summary>Where the sample was taken; without one at the outlet (§7.30).</summary>
public enum Location
{
    Cable,
    EV,
    Inlet,
    Outlet,
    Body,
}
