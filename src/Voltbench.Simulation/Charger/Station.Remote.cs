namespace Voltbench.Simulation.Charger;

/// <content>Remote control that most chargers never see.</content>
internal sealed partial class Station
{
    private Resets? _resets;

    public Resets Resets => _resets ??= new Resets(this);

    public void AdvanceResets() => _resets?.Advance();

    /// <summary>No transaction may begin there: firmware is to be installed, or a reset waits.</summary>
    public bool Holds(Connector connector) => HoldsConnectors || _resets?.Holds(connector) == true;

    /// <summary>Its electronics restart.</summary>
    public bool IsRestarting(Connector connector) => _resets?.IsRestarting(connector) == true;
}
