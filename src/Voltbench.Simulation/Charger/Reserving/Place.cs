namespace Voltbench.Simulation.Charger.Reserving;

/// <summary>Whether somebody could take a connector.</summary>
internal enum PlaceState : byte
{
    Free,
    Occupied,
    Faulted,
    Unavailable,
}

/// <summary>A connector as reservations see it.</summary>
internal readonly record struct Place(int ConnectorId, string ConnectorType, PlaceState State);
