using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// The lab's <c>power-update</c>: what the site offers at a connector, as an energy manager would set it – a limit from outside OCPP (2.0.1 K11, K12). It bounds
/// what profiles allow and survives a restart; what the hardware gives or more lifts it (K13).
/// </summary>
internal static class PowerUpdates
{
    public static void Run(Station station, PostedCommand posted)
    {
        var command = (PowerUpdate)posted.Command;
        var refusal = station.Find(command.ConnectorId) is null
            ? $"There is no connector {command.ConnectorId}; this charger has {station.Connectors.Length}."
            : !(command.PowerW >= 0) ? "The power is 0 W or more."
            : !station.Configuration.Get(StandardSettings.SmartChargingEnabled) || !station.Configuration.Get(StandardSettings.ExternalControlSignalsEnabled)
                ? "The station does not obey limits from outside: SmartChargingCtrlr.ExternalControlSignalsEnabled is false."
                : null;
        if (refusal is not null)
        {
            posted.Answer(CommandOutcome.Rejected(refusal));
            return;
        }

        var connector = station.Find(command.ConnectorId)!;
        var rated = connector.Model.MaxPowerW;
        var isLimit = command.PowerW < rated;
        var old = station.ChargingProfiles.SetExternal(connector, isLimit ? command.PowerW : null);
        if ((isLimit || old is not null) && station.Power.IsSignificant(old?.Schedule.Periods[0].Limit ?? rated, Math.Min(command.PowerW, rated)))
        {
            var now = station.ChargingProfiles.Find(p => p.EvseId == connector.Id && p.Purpose == SmartCharging.ProfilePurpose.External);
            station.Face.ExternalLimitChanged(station, connector, now);
        }

        station.Power.RefreshAll();
        posted.Answer(CommandOutcome.Accepted(connector.Session?.Transaction is { } transaction ? station.Face.TransactionIdOf(transaction) : null));
    }
}
