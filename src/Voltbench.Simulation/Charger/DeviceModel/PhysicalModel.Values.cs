using Voltbench.Simulation.Charger.V201;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <content>How the values are read.</content>
internal static partial class PhysicalModel
{
    /// <summary>A station is as its EVSEs allow: occupied when all are.</summary>
    private static string StateOf(Station station)
    {
        if (Problems.OfStation(station))
            return "Faulted";
        if (station.IsInoperative)
            return "Unavailable";
        var first = V201Face.Instance.NameOf(station.Connectors[0].Status);
        return Array.TrueForAll(station.Connectors, c => V201Face.Instance.NameOf(c.Status) == first) ? first : "Available";
    }

    private static double PowerOf(Station station) => station.Connectors.Sum(c => PowerOf(station, c));

    private static double PowerOf(Station station, Connector connector) => connector.Session?.PowerAt(station.Lane.Now) ?? 0;

    private static MeterSample ReadingOf(Station station, Connector connector)
        => connector.Session is { IsRunning: true } session ? session.Sample(station) : default;

    private static double ChargingSecondsOf(Station station, Connector connector)
        => connector.Session is { IsRunning: true, Transaction: { } transaction } ? Math.Max(0, (station.Fleet.Time.GetUtcNow() - transaction.StartedUtc).TotalSeconds) : 0;

    private static double SessionWhOf(Station station, Connector connector)
        => connector.Session is { Transaction: { } transaction } ? Math.Max(0, connector.RegisterAt(station.Lane.Now) - transaction.MeterStartWh) : 0;

    private static int SupplyPhasesOf(Station station) => station.Spec.Model.Connectors.Max(static c => c.IsDc ? 3 : c.Phases);

    /// <summary>ConnectorEnumType (part 2 §3.22); the cable of a Type 1, CCS and NACS hangs on the station, a Type 2 is a socket.</summary>
    private static string TypeOf(ConnectorModel model) => model.Type switch
    {
        "Type1" => "cType1",
        "Type2" => "sType2",
        "CCS1" => "cCCS1",
        "CCS2" => "cCCS2",
        "CHAdeMO" => "cG105",
        "GBT_AC" or "GBT_DC" => "cGBT",
        "NACS" => "cTesla",
        _ => "Other1PhMax16A",
    };
}
