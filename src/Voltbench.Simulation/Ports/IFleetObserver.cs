namespace Voltbench.Simulation;

/// <summary>Told of every visible change of a charger. Called on the charger's lane: must not block and must not throw.</summary>
public interface IFleetObserver
{
    void OnChanged(ChargerView view);
}
