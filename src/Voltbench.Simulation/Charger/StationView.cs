namespace Voltbench.Simulation.Charger;

/// <summary>Builds what the outside sees.</summary>
internal static class StationView
{
    public static ChargerView Of(Station station)
    {
        var now = station.Lane.Now;
        return new ChargerView
        {
            Key = station.Spec.Key,
            Connection = station.Connection.State,
            // Switched off it is registered nowhere; it will ask again when it comes up.
            BootStatus = station.Connection.State == ConnectionState.Stopped ? null : station.Boot.Status?.ToString(),
            ConnectedSince = station.Connection.Since,
            LastError = station.Connection.LastError,
            Connectors = Array.ConvertAll(station.Connectors, c => Of(station, c, now)),
        };
    }

    private static ConnectorView Of(Station station, Connector connector, long now)
    {
        var session = connector.Session;
        var running = session is { IsRunning: true } ? session : null;
        return new ConnectorView(
            connector.Id,
            station.Face.ConnectorIdOf(connector),
            station.Face.NameOf(connector.Status),
            connector.ErrorCode,
            running is null ? null : station.Face.TransactionIdOf(running.Transaction!),
            session?.Token?.Id,
            Math.Round(running?.PowerAt(now) ?? 0, 1),
            Math.Round(connector.RegisterAt(now), 1),
            connector.Car is null || session is null ? null : Math.Round(session.SocAt(now), 1))
        {
            Cost = station.DisplayIfAny?.CostAt(connector.Id),
            Display = station.DisplayIfAny?.ShownAt(connector) ?? [],
        };
    }
}
