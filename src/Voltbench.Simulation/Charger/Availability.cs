namespace Voltbench.Simulation.Charger;

/// <summary>In and out of service, on the operator's word; survives a restart (OCPP 1.6 §5.2, OCPP 2.0.1 G03, G04).</summary>
internal sealed class Availability(Station station)
{
    /// <summary>Changes one connector, or all and the station itself when it is null. False when a session has to end first.</summary>
    public bool Set(Connector? connector, bool isOperative)
    {
        if (connector is not null)
            return SetOne(connector, isOperative);
        station.IsInoperative = !isOperative;
        station.Statuses.RepeatOwn();
        var isDone = true;
        foreach (var each in station.Connectors)
            isDone &= SetOne(each, isOperative);
        return isDone;
    }

    private bool SetOne(Connector connector, bool isOperative)
    {
        connector.IsInoperative = !isOperative;
        station.Memory.StateChanged();
        station.Statuses.Refresh(connector);
        return isOperative || connector.Session is not { IsRunning: true }; // it takes effect when the transaction is over
    }
}
